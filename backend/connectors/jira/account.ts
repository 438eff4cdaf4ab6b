import { z } from 'zod';
import { MalformedAnswerError, ReconnectNeededError, RefusedError, UnavailableError } from '../../shared/index.js';
import type { ConnectionContext, SiteIdentity } from '../sdk/index.js';
import type { JiraApi } from './jira-api.js';
import { Remembered } from './remembered.js';

const myself = z.looseObject({
  accountId: z.string(),
  displayName: z.string().nullish(),
  timeZone: z.string().nullish(),
});
const serverInfo = z.looseObject({ baseUrl: z.string().optional(), serverTitle: z.string().optional() });
const tenantInfo = z.looseObject({ cloudId: z.string() });

/** Whose account the connection uses and where its site's pages are; learnt once and kept. */
export class Account {
  readonly #api: JiraApi;
  readonly #url: string;
  readonly #identity: Remembered<SiteIdentity>;
  /** So that a site does not seem to be another one when its cloud id cannot be had for once. */
  readonly #formerSiteId: string | null;
  #baseUrl: string | null;

  constructor(api: JiraApi, context: Pick<ConnectionContext, 'url' | 'identity'>) {
    this.#api = api;
    this.#url = context.url;
    this.#baseUrl = gatewayCloudId(context.url) === null ? context.url : null;
    this.#identity = new Remembered((signal) => this.identify(signal));
    this.#formerSiteId = context.identity?.siteId ?? null;
    if (context.identity) this.#identity.set(context.identity);
  }

  /** Asks the site anew. @throws ReconnectNeededError when it does not take the credentials. */
  async identify(signal: AbortSignal): Promise<SiteIdentity> {
    const [account, server] = await Promise.all([this.#myself(signal), this.#serverInfo(signal)]);
    const baseUrl = server?.baseUrl?.replace(/\/+$/, '') || null;
    this.#baseUrl = baseUrl ?? this.#baseUrl;
    const identity: SiteIdentity = {
      siteId: gatewayCloudId(this.#url) ?? (await this.#cloudId(signal)) ?? this.#formerSiteId ?? baseUrl,
      siteName: server?.serverTitle ?? baseUrl ?? this.#url,
      accountId: account.body.accountId,
      accountName: account.body.displayName ?? account.body.accountId,
      timeZone: account.body.timeZone ?? '',
      toolTime: account.toolTime,
    };
    this.#identity.set(identity);
    return identity;
  }

  /** What `identify` gave last, asked for only when it never was. */
  known(signal: AbortSignal): Promise<SiteIdentity> {
    return this.#identity.get(signal);
  }

  /** Where a person opens an issue; null while only the API gateway's address is known. */
  browseUrl(key: string): string | null {
    return this.#baseUrl === null ? null : `${this.#baseUrl}/browse/${key}`;
  }

  async #myself(signal: AbortSignal) {
    try {
      return await this.#api.read({ method: 'GET', path: '/myself' }, myself, signal);
    } catch (error) {
      if (!(error instanceof RefusedError) || error.status !== 403) throw error;
      throw new ReconnectNeededError(`The account may not use Jira: ${error.message}`, { cause: error });
    }
  }

  async #serverInfo(signal: AbortSignal) {
    return this.#optional(() => this.#api.readIfOffered({ method: 'GET', path: '/serverInfo' }, serverInfo, signal));
  }

  /** Not in the API description, but what every site answers, also to accounts without rights. */
  async #cloudId(signal: AbortSignal): Promise<string | null> {
    const path = '/_edge/tenant_info';
    const tenant = await this.#optional(() => this.#api.readIfOffered({ method: 'GET', path }, tenantInfo, signal));
    return tenant?.cloudId ?? null;
  }

  /** A site's name and id must never keep it from working: whatever is wrong with these answers counts as none. */
  async #optional<Body>(ask: () => Promise<{ body: Body } | null>): Promise<Body | null> {
    try {
      return (await ask())?.body ?? null;
    } catch (error) {
      const isHarmless = [RefusedError, MalformedAnswerError, UnavailableError].some((kind) => error instanceof kind);
      if (isHarmless) return null;
      throw error;
    }
  }
}

/** The cloud id in an address of the API gateway, `https://api.atlassian.com/ex/jira/<cloudId>`. */
function gatewayCloudId(url: string): string | null {
  return /\/ex\/jira\/([^/]+)/.exec(url)?.[1] ?? null;
}
