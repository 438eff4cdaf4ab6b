export { type AskedItem, explainUnlinked, type WhyUnlinked } from './explain-unlinked.js';
export { findPanelLinks, type HeldInPanel, type PanelLink, type ShownItem } from './panel-links.js';
export { reachesSite } from './reaches-site.js';
