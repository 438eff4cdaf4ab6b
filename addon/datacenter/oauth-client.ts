import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  ClientSecretPost,
  Configuration,
  type CustomFetch,
  customFetch,
  ResponseBodyError,
  refreshTokenGrant,
} from 'openid-client';
import { type HttpPort, NoAnswerError } from '../../backend/connectors/sdk/index.js';
import { type Clock, MalformedAnswerError, UnavailableError } from '../../backend/shared/index.js';
import type { DataCenterLink } from '../../backend/sites/index.js';
import { NotSignedInError } from '../door.js';
import type { PersonTokens } from './person-tokens.js';

/** A person waits for it. */
const TIMEOUT_MS = 10_000;
/** Of Jira's access tokens, where it does not say. */
const USUAL_LIFE_SECONDS = 7_200;

/** What a person brings back from Jira, and what his page kept meanwhile. */
export interface BroughtBack {
  readonly code: string;
  readonly state: string;
  /** The secret of the page that began it: RFC 7636, 4.1. */
  readonly verifier: string;
}

/** A Jira Data Center as a provider of OAuth 2.0, to this server. All of it throws UnavailableError and MalformedAnswerError. */
export interface OAuthClient {
  /** Where the person is asked. @param challenge RFC 7636, S256. */
  authorizationAddress(asked: { readonly state: string; readonly challenge: string }): string;
  /** @throws NotSignedInError when Jira takes the code from nobody, or not with that secret. */
  exchange(brought: BroughtBack, signal: AbortSignal): Promise<PersonTokens>;
  /** Both tokens are new, and the former are good no more. @throws NotSignedInError when Jira does not renew them. */
  renew(tokens: PersonTokens, signal: AbortSignal): Promise<PersonTokens>;
}

/** @param redirectUri as it was entered in Jira. */
export function oauthClient(
  { site: { baseUrl }, clientId, clientSecret, scope }: DataCenterLink,
  { send, clock, redirectUri }: { readonly send: HttpPort; readonly clock: Clock; readonly redirectUri: string },
): OAuthClient {
  const configurationFor = (signal: AbortSignal | null): Configuration => {
    const endpoints = {
      issuer: baseUrl,
      authorization_endpoint: `${baseUrl}/rest/oauth2/latest/authorize`,
      token_endpoint: `${baseUrl}/rest/oauth2/latest/token`,
    };
    const configuration = new Configuration(endpoints, clientId, {}, ClientSecretPost(clientSecret));
    // Plain http is let in on this machine alone, when the site is added.
    if (baseUrl.startsWith('http:')) allowInsecureRequests(configuration);
    if (signal !== null) configuration[customFetch] = fetchOver(send, signal);
    return configuration;
  };
  const asked = async (grant: () => ReturnType<typeof refreshTokenGrant>): Promise<PersonTokens> => {
    const answer = await grant().catch((error: unknown) => {
      throw told(error);
    });
    const { access_token: accessToken, refresh_token: refreshToken, expires_in: lifeSeconds } = answer;
    if (refreshToken === undefined) throw new MalformedAnswerError('Jira gives no refresh token');
    const endsAtMs = clock.now().getTime() + (lifeSeconds ?? USUAL_LIFE_SECONDS) * 1_000;
    return { accessToken, refreshToken, endsAt: new Date(endsAtMs) };
  };
  return {
    authorizationAddress: ({ state, challenge }) =>
      buildAuthorizationUrl(configurationFor(null), {
        redirect_uri: redirectUri,
        scope,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }).href,
    exchange: ({ code, state, verifier }, signal) => {
      const address = new URL(redirectUri);
      address.search = String(new URLSearchParams({ code, state }));
      const checks = { pkceCodeVerifier: verifier, expectedState: state };
      return asked(() => authorizationCodeGrant(configurationFor(signal), address, checks));
    },
    renew: ({ refreshToken }, signal) => asked(() => refreshTokenGrant(configurationFor(signal), refreshToken)),
  };
}

function fetchOver(send: HttpPort, signal: AbortSignal): CustomFetch {
  return async (url, { headers, body }) => {
    const request = { method: 'POST', url, headers, body: body == null ? null : String(body) } as const;
    const answer = await send(request, { signal, timeoutMs: TIMEOUT_MS });
    return new Response(answer.body === '' ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
}

/** In our words: what Jira says of an error is somebody else's text, and of it only the code has a known form. */
function told(error: unknown): unknown {
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
    return new NotSignedInError(`Jira refuses: ${/^\w{1,40}$/.test(error.error) ? error.error : 'no known reason'}`);
  }
  if (error instanceof ClientError && error.cause instanceof NoAnswerError) {
    return new UnavailableError('Jira does not answer', { cause: error });
  }
  if (error instanceof NoAnswerError) return new UnavailableError('Jira does not answer', { cause: error });
  if (error instanceof ClientError) {
    return new MalformedAnswerError('what Jira answers about tokens cannot be read', { cause: error });
  }
  return error;
}
