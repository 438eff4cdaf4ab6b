import {
  createQueryStringHash,
  decodeSymmetric,
  fromMethodAndUrl,
  getAlgorithm,
  SymmetricAlgorithm,
} from '@atlassian/atlassian-jwt';
import { z } from 'zod';
import type { SandboxRequest } from '../../http/index.js';
import { type Account, MEMBER } from '../site/index.js';
import type { AppLicence } from './app-licence.js';

/** An app that is installed in the site, and how it signs in as itself. */
export interface InstalledApp {
  readonly key: string;
  /** Its calls carry `Authorization: JWT`, signed with this (Connect); null for apps that have none. */
  readonly sharedSecret: string | null;
  /** Its calls carry `Authorization: Bearer` with this (Forge); null for apps that have none. */
  readonly systemToken: string | null;
  /** Its own account, which Jira makes at the install. */
  readonly account: Account;
}

const CLAIMS = z.object({ iss: z.string(), exp: z.number(), qsh: z.string() });

/** The account that Jira gives an app: a member of every project that people in general may see. */
export function appAccount(key: string, displayName: string): Account {
  return {
    accountId: `557058:app-${key}`,
    name: key,
    displayName,
    email: '',
    isEmailHidden: true,
    isActive: true,
    accountType: 'app',
    timeZone: 'Etc/UTC',
    rights: { '*': MEMBER, HR: [] },
    isAdministrator: false,
  };
}

/** The apps of a site. */
export class InstalledApps {
  readonly #apps = new Map<string, InstalledApp>();
  readonly #licences = new Map<string, AppLicence>();

  /** Also after a re-install, which brings another secret. */
  put(app: InstalledApp): void {
    this.#apps.set(app.key, app);
  }

  remove(key: string): void {
    this.#apps.delete(key);
  }

  /** From now on the site says so of the app's licence; at first it has none to speak of. */
  license(key: string, licence: AppLicence): void {
    this.#licences.set(key, licence);
  }

  licenceOf(key: string): AppLicence {
    return this.#licences.get(key) ?? 'absent';
  }

  /** The app whose account that is, if it is one's. */
  find(accountId: string): InstalledApp | undefined {
    return [...this.#apps.values()].find(({ account }) => account.accountId === accountId);
  }

  /** The account of the app that signed this very call. */
  signedIn(request: SandboxRequest, now: Date): Account | undefined {
    const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ');
    if (scheme === 'JWT') return this.#bySecret(request, token, now);
    return [...this.#apps.values()].find(({ systemToken }) => scheme === 'Bearer' && systemToken === token)?.account;
  }

  #bySecret({ method, url }: SandboxRequest, token: string, now: Date): Account | undefined {
    const app = this.#apps.get(claimsOf(token, '', true)?.iss ?? '');
    if (app?.sharedSecret == null || getAlgorithm(token) !== 'HS256') return undefined;
    const claims = claimsOf(token, app.sharedSecret, false);
    if (claims === undefined || claims.exp * 1_000 <= now.getTime()) return undefined;
    return claims.qsh === createQueryStringHash(fromMethodAndUrl(method, url)) ? app.account : undefined;
  }
}

function claimsOf(token: string, secret: string, isUnverified: boolean) {
  try {
    return CLAIMS.safeParse(decodeSymmetric(token, secret, SymmetricAlgorithm.HS256, isUnverified)).data;
  } catch {
    // The library throws plain errors at whatever is no token or is signed otherwise: nobody is signed in.
    return undefined;
  }
}
