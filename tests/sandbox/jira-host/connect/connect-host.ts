import { randomBytes, randomUUID } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import type { SandboxClock, SandboxRequest } from '../../http/index.js';
import type { InstallKey } from './install-keys.js';
import { CONTEXT_HASH, queryHash } from './query-hash.js';

/** As Jira's own tokens were seen to live. */
const LIFE_SECONDS = 15 * 60;
const SECRET_BYTES = 32;

export type LifecycleEvent = 'installed' | 'uninstalled' | 'enabled' | 'disabled';
export type ConnectLicence = 'active' | 'none';

/** A Jira Cloud site, as it names itself to apps. */
export interface ConnectSite {
  readonly clientKey: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly cloudId: string;
}

/** The app that is installed, as its descriptor names it. */
export interface ConnectApp {
  readonly key: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
}

/** What a person looks at; Jira puts it into the `context` claim. */
export interface ConnectContext {
  readonly jira: {
    readonly issue?: { readonly id: string; readonly key: string; readonly issuetype?: { readonly id: string } };
    readonly project?: { readonly id: string; readonly key: string };
  };
}

interface Signed {
  /** Null: nobody is signed in. */
  readonly accountId: string | null;
  readonly context?: ConnectContext;
  /** Put over the claims that Jira would write; undefined leaves a claim out. For tests of what is refused. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** One Jira site with one Connect app: everything that Jira signs for it, with its own keys. No request is made here. */
export class ConnectHost {
  readonly site: ConnectSite;
  readonly app: ConnectApp;
  readonly #clock: SandboxClock;
  readonly #installKey: InstallKey;
  #sharedSecret = newSecret();

  constructor(parts: {
    readonly site: ConnectSite;
    readonly app: ConnectApp;
    readonly clock: SandboxClock;
    readonly installKey: InstallKey;
  }) {
    this.site = parts.site;
    this.app = parts.app;
    this.#clock = parts.clock;
    this.#installKey = parts.installKey;
  }

  get sharedSecret(): string {
    return this.#sharedSecret;
  }

  /** Every install brings another secret. */
  renewSecret(): void {
    this.#sharedSecret = newSecret();
  }

  /** What Jira posts; the secret is in the install alone. */
  lifecycleBody(event: LifecycleEvent): Readonly<Record<string, string>> {
    const { clientKey, baseUrl, cloudId } = this.site;
    return {
      key: this.app.key,
      clientKey,
      ...(event === 'installed' && { sharedSecret: this.#sharedSecret }),
      serverVersion: '100300',
      pluginsVersion: '1001.0.0-SNAPSHOT',
      baseUrl,
      displayUrl: baseUrl,
      cloudId,
      productType: 'jira',
      description: 'Atlassian Jira at the sandbox',
      eventType: event,
    };
  }

  /** The whole call of a lifecycle hook. @param path of the hook below the app's address, such as `/addon/connect/installed`. */
  async lifecycleRequest(event: LifecycleEvent, path: string): Promise<SandboxRequest & { readonly body: Buffer }> {
    const url = `${this.app.baseUrl}${path}`;
    const isSignedByKey = event === 'installed' || event === 'uninstalled';
    const token = isSignedByKey
      ? await this.installToken({ method: 'POST', url })
      : await this.requestToken({ method: 'POST', url, accountId: null });
    return {
      method: 'POST',
      url,
      headers: { authorization: `JWT ${token}`, 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(this.lifecycleBody(event))),
    };
  }

  /** Of a signed install: RS256, by the key that the key server shows. */
  installToken({ method, url, claims }: Omit<Signed, 'accountId'> & Called): Promise<string> {
    const payload = this.#claims(queryHash(method, url, this.app.baseUrl), { aud: [this.app.baseUrl], ...claims });
    const { kid, privateKey } = this.#installKey;
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(privateKey);
  }

  /** Of any other call or page: HS256, by the shared secret, good for this very address. */
  requestToken({ method, url, ...signed }: Signed & Called): Promise<string> {
    return this.#signed(queryHash(method, url, this.app.baseUrl), signed);
  }

  /** What `AP.context.getToken` gives a page: good for every address. */
  contextToken(signed: Signed): Promise<string> {
    return this.#signed(CONTEXT_HASH, signed);
  }

  /**
   * The address of a page or panel as Jira opens it in a frame.
   * @param url of the module, absolute, with the values of its template.
   * @param licence null: Jira says nothing, as of an app that asks for no licence.
   */
  async frameUrl({
    url,
    licence,
    ...signed
  }: Signed & { readonly url: string; readonly licence: ConnectLicence | null }) {
    const address = new URL(url);
    const added = {
      xdm_e: new URL(this.site.baseUrl).origin,
      xdm_c: `channel-${randomUUID()}`,
      cp: '',
      ...(licence !== null && { lic: licence }),
      cv: '1001.0.0-SNAPSHOT',
    };
    for (const [name, value] of Object.entries(added)) address.searchParams.set(name, value);
    address.searchParams.set('jwt', await this.requestToken({ method: 'GET', url: address.href, ...signed }));
    return address.href;
  }

  #signed(qsh: string, { accountId, context = { jira: {} }, claims }: Signed): Promise<string> {
    const person = accountId === null ? {} : { sub: accountId };
    const payload = this.#claims(qsh, { ...person, context, ...claims });
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(Buffer.from(this.#sharedSecret, 'utf8'));
  }

  #claims(qsh: string, more: Readonly<Record<string, unknown>>): JWTPayload {
    const iat = Math.floor(this.#clock.now().getTime() / 1_000);
    return { iss: this.site.clientKey, iat, exp: iat + LIFE_SECONDS, qsh, ...more };
  }
}

interface Called {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}
