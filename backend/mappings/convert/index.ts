export { choicesFor } from './choices-for.js';
export type { ConversionContext } from './conversion-context.js';
export { convertValue } from './convert-value.js';
export { fitText } from './fit-text.js';
export { itemView } from './item-view.js';
