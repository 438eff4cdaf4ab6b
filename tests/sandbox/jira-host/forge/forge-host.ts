import { createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import {
  json,
  type SandboxClock,
  type SandboxHandler,
  type SandboxOutcome,
  type SandboxRequest,
} from '../../http/index.js';

const MODULUS_BITS = 2048;
/** As in Atlassian's example. */
const LIFE_SECONDS = 25;
const KEY_PATH = '/.well-known/jwks.json';

export interface ForgeApp {
  /** `ari:cloud:ecosystem::app/<uuid>`. */
  readonly id: string;
  readonly version: string;
}

/** An installation of the app in one site. */
export interface ForgeInstallation {
  readonly id: string;
  readonly cloudId: string;
  /** Without a slash at the end. */
  readonly siteUrl: string;
  /** Under which the app calls Jira, such as `https://api.atlassian.com/ex/jira/{cloudId}`. */
  readonly apiBaseUrl: string;
}

export interface ForgeLicence {
  readonly active: boolean;
  readonly isEvaluation?: boolean;
  readonly type?: string;
}

export interface ForgeInvocation {
  readonly installation: ForgeInstallation;
  /** `core:endpoint` where no page asks: events, scheduled triggers. */
  readonly module: { readonly type: string; readonly key: string };
  readonly environment?: 'DEVELOPMENT' | 'STAGING' | 'PRODUCTION';
  /** Only for paid apps in production. */
  readonly licence?: ForgeLicence;
  /** A page that a person has open; absent where nobody asks. */
  readonly page?: { readonly accountId: string; readonly extension: Readonly<Record<string, unknown>> };
  /** Put over the claims that Forge would write; undefined leaves a claim out. For tests of what is refused. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Forge, as a remote sees it: signs invocation tokens, and as a handler shows the keys to check them by. */
export class ForgeHost implements SandboxHandler {
  readonly app: ForgeApp;
  readonly #clock: SandboxClock;
  #key: { readonly kid: string; readonly privateKey: KeyObject };
  /** How often the keys were fetched. */
  fetched = 0;

  constructor({ app, clock }: { readonly app: ForgeApp; readonly clock: SandboxClock }) {
    this.app = app;
    this.#clock = clock;
    this.#key = newKey();
  }

  /** From now on another key signs, and the earlier one is no longer shown. */
  rotate(): void {
    this.#key = newKey();
  }

  /** `GET /.well-known/jwks.json`. */
  async handle({ method, url }: SandboxRequest): Promise<SandboxOutcome> {
    if (method !== 'GET' || url !== KEY_PATH) return json(404, { message: 'Not Found' });
    this.fetched += 1;
    const { kid, privateKey } = this.#key;
    const jwk = await exportJWK(createPublicKey(privateKey));
    return json(200, { keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }] });
  }

  /** The token of one call of the remote (Forge documentation, "Remote essentials"). */
  invocationToken(invocation: ForgeInvocation): Promise<string> {
    const { installation, module, environment = 'PRODUCTION', licence, page, claims } = invocation;
    const { cloudId, siteUrl, apiBaseUrl } = installation;
    const iat = Math.floor(this.#clock.now().getTime() / 1_000);
    const payload = {
      app: {
        id: this.app.id,
        version: this.app.version,
        appVersion: this.app.version,
        installationId: `ari:cloud:ecosystem::installation/${installation.id}`,
        apiBaseUrl,
        environment: { type: environment, id: 'ari:cloud:ecosystem::environment/sandbox' },
        module,
        installation: {
          id: `ari:cloud:ecosystem::installation/${installation.id}`,
          contexts: [{ name: `ari:cloud:jira::site/${cloudId}`, cloudId, apiBaseUrl }],
        },
        ...(licence && { license: licence }),
      },
      ...(page && {
        context: { cloudId, siteUrl, moduleKey: module.key, localId: randomUUID(), extension: page.extension },
        principal: page.accountId,
      }),
      iss: 'forge/invocation-token',
      aud: this.app.id,
      iat,
      nbf: iat,
      exp: iat + LIFE_SECONDS,
      jti: randomUUID(),
      ...claims,
    };
    const { kid, privateKey } = this.#key;
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(privateKey);
  }
}

function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: MODULUS_BITS });
  return { kid: `forge/invocation-token/${randomUUID()}`, privateKey };
}
