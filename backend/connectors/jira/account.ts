import { z } from 'zod';
import { MalformedAnswerError, ReconnectNeededError, RefusedError, UnavailableError } from '../../shared/index.js';
import type { ConnectionContext, SiteIdentity } from '../sdk/index.js';
import { user } from './answers/user.js';
import type { Dialect } from './dialect/dialect.js';
import { gatewayCloudId } from './gateway.js';
import type { JiraApi } from './jira-api.js';
import { Remembered } from './remembered.js';

const myself = z.intersection(user, z.object({ timeZone: z.string().nullish() }));
const serverInfo = z.looseObject({
  baseUrl: z.string().optional(),
  serverTitle: z.string().optional(),
  serverId: z.string().optional(),
});
export type ServerInfo = z.infer<typeof serverInfo>;

/** Whose account the connection uses and where its site's pages are; learnt once and kept. */
export class Account {
  readonly #dialect: Dialect;
  readonly #api: JiraApi;
  readonly #url: string;
  readonly #identity: Remembered<SiteIdentity>;
  /** So that a site does not seem to be another one when its id cannot be had for once. */
  readonly #formerSiteId: string | null;
  #baseUrl: string | null;

  constructor(dialect: Dialect, context: Pick<ConnectionContext, 'url' | 'identity'>) {
    this.#dialect = dialect;
    this.#api = dialect.api;
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
      siteId: (await this.#dialect.siteId(server, signal)) ?? this.#formerSiteId ?? baseUrl,
      siteName: server?.serverTitle ?? baseUrl ?? this.#url,
      accountId: account.body.account,
      accountName: account.body.displayName || account.body.id,
      timeZone: account.body.timeZone ?? '',
      edition: this.#dialect.edition,
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

  /** A site's name must never keep it from working: whatever is wrong with the answer counts as none. */
  async #serverInfo(signal: AbortSignal): Promise<ServerInfo | null> {
    try {
      return (await this.#api.readIfOffered({ method: 'GET', path: '/serverInfo' }, serverInfo, signal))?.body ?? null;
    } catch (error) {
      const isHarmless = [RefusedError, MalformedAnswerError, UnavailableError].some((kind) => error instanceof kind);
      if (isHarmless) return null;
      throw error;
    }
  }
}
