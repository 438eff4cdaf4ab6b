import type { Configuration, IDToken } from 'openid-client';
import { type HttpPort, NoAnswerError } from '../../connectors/sdk/index.js';
import type { Settings } from '../../settings/index.js';
import { errorMessage, UnavailableError } from '../../shared/index.js';
import type { Role } from '../../tokens/index.js';
import type { SignInSecrets } from '../pending-sign-in-repository.js';
import { fetchOver } from './fetch-over.js';
import { hasClaim, roleOf } from './role-of.js';

/** Who has come back from the provider. */
export type Identified =
  | { readonly outcome: 'known'; readonly subject: string; readonly name: string; readonly role: Role }
  /** The provider knows the person, and nothing gives him a role here. */
  | { readonly outcome: 'no role'; readonly name: string }
  /** What came back proves nothing. @property reason for our log */
  | { readonly outcome: 'refused'; readonly reason: string };

/** The sign-in provider of this server, by OpenID Connect: code flow with PKCE, state and nonce. */
export interface IdentityProvider {
  /** Where the person's browser is sent. @throws UnavailableError */
  authorizationUrl(secrets: SignInSecrets): Promise<URL>;
  /**
   * Who has come back. @param query as it stands in the address of `/oauth/callback`.
   * @throws UnavailableError when the provider cannot be asked
   */
  identify(query: string, secrets: SignInSecrets): Promise<Identified>;
}

type Client = typeof import('openid-client');

/** What the provider says of itself is asked at the first sign-in, and again after a failure. */
export function createIdentityProvider(
  settings: NonNullable<Settings['oidc']>,
  { port, publicUrl }: { readonly port: HttpPort; readonly publicUrl: string },
): IdentityProvider {
  const redirectUri = `${publicUrl}/oauth/callback`;
  let discovered: Promise<Configuration> | null = null;
  const ready = async (): Promise<{ readonly client: Client; readonly configuration: Configuration }> => {
    // No command but a server has use for it.
    const client = await import('openid-client');
    discovered ??= discover(client, settings, port);
    try {
      return { client, configuration: await discovered };
    } catch (error) {
      discovered = null;
      throw unavailable(settings.issuer, error);
    }
  };
  return {
    async authorizationUrl({ state, nonce, verifier }) {
      const { client, configuration } = await ready();
      return client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
    },
    async identify(query, { state, nonce, verifier }) {
      const { client, configuration } = await ready();
      try {
        const answer = await client.authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const told = answer.claims() as IDToken;
        if (hasClaim(told, settings.roleClaim)) return identified(told, settings);
        // Some providers put groups into no token.
        const { userinfo_endpoint: more } = configuration.serverMetadata();
        if (more === undefined) return identified(told, settings);
        const asked = await client.fetchUserInfo(configuration, answer.access_token, told.sub);
        return identified({ ...asked, ...told }, settings);
      } catch (error) {
        if (isAway(error)) throw unavailable(settings.issuer, error);
        return { outcome: 'refused', reason: errorMessage(error) };
      }
    },
  };
}

function discover(client: Client, { issuer, clientId, clientSecret }: NonNullable<Settings['oidc']>, port: HttpPort) {
  return client.discovery(
    new URL(issuer),
    clientId,
    undefined,
    clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
    {
      [client.customFetch]: fetchOver(port),
      execute: [
        // Also of a token that came by an encrypted way: a proxy may have opened it.
        client.enableNonRepudiationChecks,
        ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
      ],
    },
  );
}

function identified(claims: IDToken, { roleClaim, roles }: NonNullable<Settings['oidc']>): Identified {
  const names = [claims.preferred_username, claims.email, claims.name, claims.sub];
  const name = names.find((each) => typeof each === 'string' && each !== '') as string;
  const role = roleOf(claims, roleClaim, roles);
  if (role === null) return { outcome: 'no role', name };
  return { outcome: 'known', subject: JSON.stringify([claims.iss, claims.sub]), name, role };
}

/** What openid-client says of an answer that is none: an error page of a proxy, a provider that starts. */
const NO_ANSWER = new Set(['OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_TIMEOUT']);

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.cause instanceof NoAnswerError || NO_ANSWER.has(String((error as { readonly code?: unknown }).code));
}

function unavailable(issuer: string, cause: unknown): UnavailableError {
  const reason = cause instanceof Error && cause.cause instanceof NoAnswerError ? cause.cause : cause;
  return new UnavailableError(`the sign-in provider ${issuer} cannot be asked: ${errorMessage(reason)}`, { cause });
}
