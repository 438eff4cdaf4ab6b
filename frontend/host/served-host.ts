import { ConnectHost, findHostScript } from './connect-host.js';
import type { Host } from './host.js';
import { SessionHost } from './session-host.js';

/**
 * The host that the server has written this page for.
 * @throws Error where a page for Jira is opened outside of it
 */
export function servedHost(): Host {
  const { host, base = '', site = null } = document.documentElement.dataset;
  if (host !== 'connect') return new SessionHost(base, window.sessionStorage, site);
  const script = findHostScript();
  if (script === undefined) throw new Error('this page opens inside Jira only');
  return new ConnectHost(base, script);
}
