import type { ConnectionContext, Tool } from '../sdk/index.js';
import { type Edition, edition } from './dialect/edition.js';
import { toolOf } from './tool-of.js';
import { UndetectedTool } from './undetected-tool.js';

/** Addresses that Atlassian serves itself. */
const CLOUD_HOSTS = /(^|\.)(atlassian\.net|atlassian\.com|jira\.com)$/;

/** Opens a site as what it is said to be, by hand or by what is known of it; failing that the site is asked at the first call. */
export function openTool(context: ConnectionContext, said: Edition | null): Tool {
  const known = said ?? edition.safeParse(context.identity?.edition).data ?? byAddress(context.url);
  return known === null ? new UndetectedTool(context) : toolOf(known, context);
}

function byAddress(url: string): Edition | null {
  return CLOUD_HOSTS.test(new URL(url).hostname) ? 'cloud' : null;
}
