import type { Site } from './site/index.js';

/** Where a request goes, once the ways to address the site are taken off. */
export interface Location {
  /** What every `self` in the answer begins with. */
  readonly base: string;
  /** Below `/rest/api/<version>`; other paths are whole. */
  readonly path: string;
  readonly query: URLSearchParams;
}

const API = /^\/rest\/api\/(?<version>[23])(?<path>\/.*)$/;
const GATEWAY = /^\/ex\/jira\/(?<cloudId>[^/]+)(?<path>\/.*)$/;

/** Undefined when the address leads nowhere: another site's cloud id, a version that the simulator does not speak. */
export function locate(url: string, host: string | undefined, site: Site): Location | undefined {
  const { pathname, searchParams: query } = new URL(url, 'http://sandbox');
  const gateway = GATEWAY.exec(pathname)?.groups;
  if (gateway !== undefined && gateway.cloudId !== site.cloudId) return undefined;
  const own = host === undefined ? site.baseUrl : `http://${host}`;
  const base = gateway === undefined ? own : `${own}/ex/jira/${site.cloudId}`;
  const path = gateway?.path ?? pathname;
  const api = API.exec(path)?.groups as { readonly version: string; readonly path: string } | undefined;
  if (site.deployment === 'datacenter') return dataCenterLocation(base, path, query);
  // Beside the API there are `/_edge` and `/_media`, and what apps ask about themselves.
  if (api === undefined)
    return path.startsWith('/_') || path.startsWith('/rest/atlassian-connect/') ? { base, path, query } : undefined;
  // Version 2 is there for one question: is this Cloud or Data Center?
  if (api.path.startsWith('/_') || (api.version === '2' && api.path !== '/serverInfo')) return undefined;
  return { base, path: api.path, query };
}

/** Version 2, the manifest by which Atlassian's servers know each other, and OAuth. */
function dataCenterLocation(base: string, path: string, query: URLSearchParams): Location | undefined {
  const api = API.exec(path)?.groups;
  if (path.startsWith('/rest/applinks/') || path.startsWith('/rest/oauth2/')) return { base, path, query };
  return api?.version === '2' && api.path !== undefined ? { base, path: api.path, query } : undefined;
}
