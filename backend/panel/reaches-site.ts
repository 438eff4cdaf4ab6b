import type { Connection } from '../connections/index.js';
import type { Site } from '../sites/index.js';

/** Whether a connection speaks to the Jira of that site: by what the tool calls itself, else by its address. */
export function reachesSite({ siteId, settings }: Connection, { key, baseUrl, displayUrl }: Site): boolean {
  if (siteId !== null && siteId === key) return true;
  const url = settings.url.replace(/\/$/, '');
  return url === baseUrl || url === displayUrl || url.endsWith(`/ex/jira/${key}`);
}
