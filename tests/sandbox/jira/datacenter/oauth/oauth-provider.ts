import { createHash } from 'node:crypto';
import type { SandboxClock, SandboxRandom } from '../../../http/index.js';
import type { Account } from '../../site/index.js';

/** What an administrator of Jira enters under Application links, as an incoming one. */
export interface IncomingLink {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** The most that may be asked for. */
  readonly scope: Scope;
}

/** Each holds those before it. */
const SCOPES = ['READ', 'WRITE', 'ADMIN', 'SYSTEM_ADMIN'] as const;
export type Scope = (typeof SCOPES)[number];

/** What a person was asked to allow. */
export interface Authorization {
  readonly link: IncomingLink;
  readonly scope: Scope;
  readonly challenge: string;
  readonly method: 'plain' | 'S256';
}

/** What a token is exchanged for, or refused with (RFC 6749, 5.1 and 5.2). */
export type TokenAnswer =
  | { readonly access_token: string; readonly refresh_token: string; readonly scope: Scope }
  | { readonly error: string; readonly error_description: string };

interface Pass extends Authorization {
  readonly account: Account;
  readonly endsAtMs: number;
}

const CODE_LIFE_MS = 10 * 60_000;
export const ACCESS_LIFE_SECONDS = 7_200;
const REFRESH_LIFE_MS = 90 * 24 * 60 * 60_000;

/** Whether one scope is held by another. */
export function isWithin(asked: string, allowed: Scope): asked is Scope {
  const index = SCOPES.indexOf(asked as Scope);
  return index >= 0 && index <= SCOPES.indexOf(allowed);
}

/**
 * Jira Data Center as a provider of OAuth 2.0.
 * @see https://confluence.atlassian.com/adminjiraserver/jira-oauth-2-0-provider-api-1115659070.html
 */
export class OAuthProvider {
  readonly links = new Map<string, IncomingLink>();
  readonly #codes = new Map<string, Pass>();
  readonly #access = new Map<string, Pass>();
  readonly #refresh = new Map<string, Pass & { readonly access: string }>();
  readonly #clock: SandboxClock;
  readonly #random: SandboxRandom;
  #made = 0;

  constructor(clock: SandboxClock, random: SandboxRandom) {
    this.#clock = clock;
    this.#random = random;
  }

  /** The person has allowed it. @returns the code, good once and for ten minutes. */
  grant(asked: Authorization, account: Account): string {
    const code = this.#make();
    this.#codes.set(code, { ...asked, account, endsAtMs: this.#nowMs + CODE_LIFE_MS });
    return code;
  }

  exchange(
    link: IncomingLink,
    { code, redirectUri, verifier }: { readonly code: string; readonly redirectUri: string; readonly verifier: string },
  ): TokenAnswer {
    const pass = this.#codes.get(code);
    // Also when what follows is refused: nobody may try verifiers.
    this.#codes.delete(code);
    if (pass === undefined || pass.endsAtMs <= this.#nowMs) return refused('invalid_grant', 'Code not found');
    if (pass.link.clientId !== link.clientId) return refused('invalid_grant', 'Code belongs to another client');
    if (redirectUri !== link.redirectUri) return refused('invalid_grant', 'Redirect URI does not match');
    const answer = pass.method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
    if (answer !== pass.challenge) return refused('invalid_grant', 'Code verifier does not match');
    return this.#tokens(pass);
  }

  /** Both tokens are new; those before them are worth nothing any more. */
  refresh(link: IncomingLink, token: string): TokenAnswer {
    const pass = this.#refresh.get(token);
    if (pass === undefined || pass.endsAtMs <= this.#nowMs || pass.link.clientId !== link.clientId) {
      return refused('invalid_grant', 'Refresh token not found');
    }
    this.#refresh.delete(token);
    this.#access.delete(pass.access);
    return this.#tokens(pass);
  }

  /** Whoever a token stands for. */
  signedIn(token: string): Account | undefined {
    const pass = this.#access.get(token);
    return pass === undefined || pass.endsAtMs <= this.#nowMs || !pass.account.isActive ? undefined : pass.account;
  }

  get #nowMs(): number {
    return this.#clock.now().getTime();
  }

  #tokens(pass: Pass): TokenAnswer {
    const access = this.#make();
    const refresh = this.#make();
    this.#access.set(access, { ...pass, endsAtMs: this.#nowMs + ACCESS_LIFE_SECONDS * 1_000 });
    this.#refresh.set(refresh, { ...pass, access, endsAtMs: this.#nowMs + REFRESH_LIFE_MS });
    return { access_token: access, refresh_token: refresh, scope: pass.scope };
  }

  #make(): string {
    this.#made += 1;
    return createHash('sha256').update(`${this.#made} ${this.#random()}`).digest('hex');
  }
}

export function refused(error: string, description: string): TokenAnswer {
  return { error, error_description: description };
}
