import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import Provider from 'oidc-provider';

export const CLIENT_ID = 'syncline';
export const CLIENT_SECRET = 'a secret of the client';

/** A real OpenID Connect server on loopback, with somebody in front of it who signs in without being asked anything. */
export interface SignInProvider {
  readonly issuer: string;
  /** Who signs in next, with what the provider says of him. */
  person: { readonly sub: string; readonly claims: Readonly<Record<string, unknown>> };
  /** What the browser does with an address: follows it until the provider sends it back. @returns where to */
  visit(url: string): Promise<URL>;
  /** An ID token as the provider itself signs it, whatever it says. */
  sign(claims: object): Promise<string>;
  close(): Promise<void>;
}

/** @param inIdToken whether claims are told in the ID token; else they must be asked for. */
export async function startSignInProvider(
  redirectUri: string,
  { inIdToken = true }: { readonly inIdToken?: boolean } = {},
): Promise<SignInProvider> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const started: SignInProvider = {
    issuer,
    person: { sub: 'u-1', claims: {} },
    visit: (url) => visit(url, redirectUri),
    sign: (claims) => new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'test' }).sign(privateKey),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' }] },
    cookies: { keys: ['of the test'] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups', 'realm_access'], email: ['email'] },
    conformIdTokenClaims: !inIdToken,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/somebody/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ ...started.person.claims, sub }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        accountId: ctx.oidc.session?.accountId ?? '',
        clientId: ctx.oidc.client?.clientId ?? '',
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    ttl: { Interaction: 60, Session: 60, Grant: 60, AccessToken: 60, IdToken: 60 },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/somebody/')) return void answer(request, response);
    const login = { accountId: started.person.sub };
    provider
      .interactionFinished(request, response, { login })
      .catch((error: unknown) => response.destroy(error as Error));
  });
  return started;
}

/** As a browser: keeps cookies and goes where it is sent. */
async function visit(url: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let place = new URL(url);
  for (let hop = 0; hop < 10; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(place, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`the provider stopped with ${response.status}: ${await response.text()}`);
    place = new URL(location, place);
    if (place.href.startsWith(redirectUri)) return place;
  }
  throw new Error('the provider sends the browser round in circles');
}
