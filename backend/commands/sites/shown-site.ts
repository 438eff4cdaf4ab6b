import type { Site } from '../../sites/index.js';

/** A site without what only this server needs to know. */
export function shownSite({ host, baseUrl, displayUrl, state, installedAt, purgeAt }: Site) {
  return { host, baseUrl, displayUrl, state, installedAt, purgeAt };
}
