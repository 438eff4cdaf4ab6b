import type { Configuration, TokenEndpointResponse } from 'openid-client';
import { type HttpPort, NoAnswerError } from '../../backend/connectors/sdk/index.js';
import { fetchOver, type SignInSecrets } from '../../backend/sessions/index.js';
import { type Clock, MalformedAnswerError, UnavailableError } from '../../backend/shared/index.js';
import type { DataCenterLink } from '../../backend/sites/index.js';
import { NotSignedInError } from '../door.js';
import type { PersonTokens } from './person-tokens.js';

/** Of Jira's access tokens, where it does not say. */
const USUAL_LIFE_SECONDS = 7_200;

/** A Jira Data Center as a provider of OAuth 2.0, to this server. All of it throws UnavailableError and MalformedAnswerError. */
export interface OAuthClient {
  /** Where the person is asked. */
  authorizationUrl(secrets: SignInSecrets): Promise<URL>;
  /**
   * What the person has allowed. @param query with which Jira has sent the person back.
   * @throws NotSignedInError when the person has not, or Jira does not take the code.
   */
  exchange(query: string, secrets: SignInSecrets): Promise<PersonTokens>;
  /** Both tokens are new, and the former are good no more. @throws NotSignedInError when Jira does not renew them. */
  renew(tokens: PersonTokens): Promise<PersonTokens>;
}

type Library = typeof import('openid-client');

/** @param redirectUri as it was entered in Jira. */
export function oauthClient(
  link: DataCenterLink,
  { send, clock, redirectUri }: { readonly send: HttpPort; readonly clock: Clock; readonly redirectUri: string },
): OAuthClient {
  const granted = async (
    grant: (library: Library, configuration: Configuration) => Promise<TokenEndpointResponse>,
  ): Promise<PersonTokens> => {
    const library = await load();
    const answer = await grant(library, configured(library, link, send)).catch((error: unknown) => {
      throw told(library, error);
    });
    return tokensIn(answer, clock.now());
  };
  return {
    async authorizationUrl({ state, verifier }) {
      const library = await load();
      return library.buildAuthorizationUrl(configured(library, link, send), {
        redirect_uri: redirectUri,
        scope: link.scope,
        state,
        code_challenge: await library.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
    },
    exchange: (query, { state, verifier }) =>
      granted((library, configuration) =>
        library.authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
          pkceCodeVerifier: verifier,
          expectedState: state,
        }),
      ),
    renew: ({ refreshToken }) =>
      granted((library, configuration) => library.refreshTokenGrant(configuration, refreshToken)),
  };
}

/** Most servers have no use for it. */
function load(): Promise<Library> {
  return import('openid-client');
}

/** @see https://confluence.atlassian.com/adminjiraserver/jira-oauth-2-0-provider-api-1115659070.html; there is no discovery. */
function configured(
  library: Library,
  { site: { baseUrl }, clientId, clientSecret }: DataCenterLink,
  send: HttpPort,
): Configuration {
  const endpoints = {
    issuer: baseUrl,
    authorization_endpoint: `${baseUrl}/rest/oauth2/latest/authorize`,
    token_endpoint: `${baseUrl}/rest/oauth2/latest/token`,
  };
  const configuration = new library.Configuration(endpoints, clientId, {}, library.ClientSecretPost(clientSecret));
  // On this machine alone: when a site is added, plain http is taken of no other, nor does it leave here otherwise.
  if (baseUrl.startsWith('http:')) library.allowInsecureRequests(configuration);
  configuration[library.customFetch] = fetchOver(send);
  return configuration;
}

function tokensIn(answer: TokenEndpointResponse, now: Date): PersonTokens {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: lifeSeconds } = answer;
  if (refreshToken === undefined) throw new MalformedAnswerError('Jira gives no refresh token');
  return {
    accessToken,
    refreshToken,
    endsAt: new Date(now.getTime() + (lifeSeconds ?? USUAL_LIFE_SECONDS) * 1_000),
  };
}

/** In our words: what Jira says of an error is somebody else's text, and of it only the code has a known form. */
function told({ ResponseBodyError, AuthorizationResponseError, ClientError }: Library, error: unknown): unknown {
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
    return new NotSignedInError(`Jira refuses: ${/^\w{1,40}$/.test(error.error) ? error.error : 'no known reason'}`);
  }
  if (error instanceof NoAnswerError || (error instanceof Error && error.cause instanceof NoAnswerError)) {
    return new UnavailableError('Jira does not answer', { cause: error });
  }
  if (!(error instanceof ClientError)) return error;
  // Of what the person came back with, or of the token: parts are missing or have another form.
  if (error.code === 'OAUTH_INVALID_RESPONSE') return new NotSignedInError(error.message, { cause: error });
  return new MalformedAnswerError('what Jira answers about tokens cannot be read', { cause: error });
}
