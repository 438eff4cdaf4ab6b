import type { SandboxHandler, SandboxRequest } from '../../../sandbox/http/index.js';
import { type OpenOptions, type OpenSite, openSite } from '../jira/open-site.js';

/** A connection to a simulated Data Center that is said to be one. */
export function openDataCenter(options: Omit<OpenOptions, 'site' | 'connection'> = {}): Promise<OpenSite> {
  return openSite({ ...options, site: { deployment: 'datacenter' }, connection: { deployment: 'datacenter' } });
}

/** A site whose administrator allows pages of so many issues and no more. */
export function withPagesOf(most: number): (site: SandboxHandler) => SandboxHandler {
  return (site) => ({ handle: (request) => site.handle(limited(request, most)) });
}

function limited(request: SandboxRequest, most: number): SandboxRequest {
  if (!request.url.endsWith('/search') || request.body === null) return request;
  const body = JSON.parse(request.body.toString());
  return { ...request, body: Buffer.from(JSON.stringify({ ...body, maxResults: Math.min(most, body.maxResults) })) };
}
