import { json, type SandboxResponse } from '../../../http/index.js';
import type { Endpoint, Exchange } from '../../endpoints/exchange.js';
import { approvalPage, errorPage } from './approval-page.js';
import { ACCESS_LIFE_SECONDS, type Authorization, isWithin, refused, type TokenAnswer } from './oauth-provider.js';

/** Signing in to others by this Jira. In a browser the person chooses who he is; there are no passwords here. */
export const oauthEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/rest/oauth2/latest/authorize',
    operation: 'oauthAuthorize',
    isWrite: false,
    isPublic: true,
    answer: (exchange) => authorize(exchange, exchange.query, (asked) => approvalPage(exchange, asked)),
  },
  {
    method: 'POST',
    path: '/rest/oauth2/latest/authorize',
    operation: 'oauthApprove',
    isWrite: false,
    isPublic: true,
    answer(exchange) {
      const form = formOf(exchange);
      return authorize(exchange, form, (asked) => decided(exchange, form, asked));
    },
  },
  {
    method: 'POST',
    path: '/rest/oauth2/latest/token',
    operation: 'oauthToken',
    isWrite: false,
    isPublic: true,
    answer: (exchange) => tokenResponse(tokenFor(exchange, formOf(exchange))),
  },
];

function formOf({ request }: Exchange): URLSearchParams {
  return new URLSearchParams((request.body ?? Buffer.alloc(0)).toString('utf8'));
}

/** Whoever asks in a way that cannot be believed is told so here: nobody is sent to an address that no administrator entered. */
function authorize(
  { state }: Exchange,
  parameters: URLSearchParams,
  go: (asked: Authorization) => SandboxResponse,
): SandboxResponse {
  const link = state.oauth.links.get(parameters.get('client_id') ?? '');
  if (link === undefined) return errorPage('Invalid client ID');
  if (parameters.get('redirect_uri') !== link.redirectUri) return errorPage('Invalid redirect URI');
  const scope = parameters.get('scope') ?? '';
  const challenge = parameters.get('code_challenge') ?? '';
  const method = parameters.get('code_challenge_method');
  if (parameters.get('response_type') !== 'code')
    return backTo(link.redirectUri, parameters, 'unsupported_response_type');
  if (!isWithin(scope, link.scope)) return backTo(link.redirectUri, parameters, 'invalid_scope');
  if (challenge === '' || (method !== 'S256' && method !== 'plain')) {
    return backTo(link.redirectUri, parameters, 'invalid_request');
  }
  return go({ link, scope, challenge, method });
}

function decided({ state }: Exchange, form: URLSearchParams, asked: Authorization): SandboxResponse {
  const account = state.directory.site.accounts.find(({ name, isActive }) => isActive && name === form.get('as'));
  if (account === undefined) return errorPage('Nobody is signed in');
  if (form.get('decision') !== 'allow') return backTo(asked.link.redirectUri, form, 'access_denied');
  return redirect(asked.link.redirectUri, form, { code: state.oauth.grant(asked, account) });
}

function backTo(address: string, parameters: URLSearchParams, error: string): SandboxResponse {
  return redirect(address, parameters, { error });
}

function redirect(
  address: string,
  parameters: URLSearchParams,
  answer: Readonly<Record<string, string>>,
): SandboxResponse {
  const target = new URL(address);
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  const state = parameters.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href, 'cache-control': 'no-store' }, body: '' };
}

function tokenFor({ state, request }: Exchange, form: URLSearchParams): TokenAnswer {
  if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    return refused('invalid_request', 'The request is not form-encoded');
  }
  const link = state.oauth.links.get(form.get('client_id') ?? '');
  if (link === undefined || form.get('client_secret') !== link.clientSecret) {
    return refused('invalid_client', 'Invalid client credentials');
  }
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return state.oauth.exchange(link, {
        code: form.get('code') ?? '',
        redirectUri: form.get('redirect_uri') ?? '',
        verifier: form.get('code_verifier') ?? '',
      });
    case 'refresh_token':
      return state.oauth.refresh(link, form.get('refresh_token') ?? '');
    default:
      return refused('unsupported_grant_type', 'Grant type is not supported');
  }
}

function tokenResponse(answer: TokenAnswer): SandboxResponse {
  const headers = { 'cache-control': 'no-store', pragma: 'no-cache' };
  if ('error' in answer) return json(answer.error === 'invalid_client' ? 401 : 400, answer, headers);
  return json(200, { ...answer, token_type: 'bearer', expires_in: ACCESS_LIFE_SECONDS }, headers);
}
