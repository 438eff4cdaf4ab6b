import type { MannerOccasion, SandboxOutcome, SandboxResponse } from '../../http/index.js';
import type { JiraState } from '../state.js';
import type { NetworkKind } from './manner-table.js';
import { oneOf } from './one-of.js';

/** `gigantic` is shown only where it is asked for by name. */
const DRAWN: readonly NetworkKind[] = ['html', 'truncated', 'hang'];

const PROXY_PAGE = `<!DOCTYPE html>
<html><head><title>Sign in to the network</title></head>
<body><h1>Authentication required</h1><p>Your session with the proxy has ended.</p></body></html>`;

/** What stands between the caller and Jira: it may answer itself, or spoil Jira's answer. */
export interface NetworkTrouble {
  /** An outcome instead of the request's. */
  readonly instead?: SandboxOutcome;
  readonly spoil?: (response: SandboxResponse) => SandboxResponse;
}

/** B25. */
export function networkTrouble({ manners, random }: JiraState, occasion: MannerOccasion): NetworkTrouble {
  const manner = manners.draw('B25', occasion);
  if (manner === undefined) return {};
  const kind = manner.kind === 'any' ? oneOf(DRAWN, random) : manner.kind;
  switch (kind) {
    case 'html':
      return { instead: { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: PROXY_PAGE } };
    case 'hang':
      return { instead: { drop: 'hang' } };
    case 'truncated':
      return {
        spoil: (response) => ({ ...response, body: response.body.slice(0, Math.floor(response.body.length / 2)) }),
      };
    case 'gigantic':
      return { spoil: (response) => ({ ...response, body: String(response.body).padEnd(manner.bytes, ' ') }) };
  }
}
