import type { SandboxClock, SandboxHandler, SandboxOutcome, SandboxRandom, SandboxRequest } from '../http/index.js';
import { type AppLicence, type InstalledApp, InstalledApps } from './apps/index.js';
import { CallCounters } from './call-counters.js';
import { type IncomingLink, OAuthProvider } from './datacenter/oauth/index.js';
import { type JiraManners, jiraManners } from './manners/index.js';
import { People } from './people/index.js';
import { type LimitOptions, RequestHandling } from './request-handling.js';
import { type DefaultSiteOptions, Directory, defaultSite, type Site } from './site/index.js';
import type { JiraState } from './state.js';
import { IssueStore } from './store/index.js';
import { WebhookFeed } from './webhooks/index.js';

export interface JiraSandboxOptions {
  readonly clock: SandboxClock;
  readonly random: SandboxRandom;
  /** A site of one's own, or changes to the default one. */
  readonly site?: Site | DefaultSiteOptions;
  readonly limits?: LimitOptions;
}

/** One request and what came of it. */
export interface JiraLogEntry {
  readonly at: Date;
  /** Id in Jira's API description; `unknown` where no endpoint was met. */
  readonly operation: string;
  readonly request: SandboxRequest;
  readonly outcome: SandboxOutcome;
}

/**
 * A Jira Cloud site in memory: REST API version 3, as far as a sync needs it. Deterministic: the same clock, random
 * numbers and requests give the same answers. The methods of `People` are what people do in the browser.
 */
export class JiraSandbox extends People implements SandboxHandler {
  readonly state: JiraState;
  readonly manners: JiraManners;
  readonly calls = new CallCounters();
  readonly webhooks: WebhookFeed;
  /** Called after each request. */
  log: ((entry: JiraLogEntry) => void) | undefined;
  readonly #handling: RequestHandling;

  constructor({ clock, random, site = {}, limits = {} }: JiraSandboxOptions) {
    const manners = jiraManners(random);
    const directory = new Directory('accounts' in site ? site : defaultSite(site));
    const state: JiraState = {
      directory,
      apps: new InstalledApps(),
      oauth: new OAuthProvider(clock, random),
      store: new IssueStore(),
      clock,
      random,
      manners,
      hiddenProperties: new Map(),
    };
    super(state);
    this.state = state;
    this.manners = manners;
    this.webhooks = new WebhookFeed(state);
    this.#handling = new RequestHandling(state, this.calls, limits);
  }

  /** From now on the app may call; once more after a re-install. */
  installApp(app: InstalledApp): void {
    this.state.directory.admit(app.account);
    this.state.apps.put(app);
  }

  /** What the site says of the app's licence from now on. */
  licenseApp(key: string, licence: AppLicence): void {
    this.state.apps.license(key, licence);
  }

  /** Its calls are refused; what it wrote stays, under its name. */
  removeApp(key: string): void {
    this.state.apps.remove(key);
  }

  /** From now on the application may ask people of this Data Center to let it act for them. */
  addIncomingLink(link: IncomingLink): void {
    this.state.oauth.links.set(link.clientId, link);
  }

  async handle(request: SandboxRequest): Promise<SandboxOutcome> {
    this.webhooks.tick();
    const { outcome, operation } = this.#handling.answer(request);
    this.log?.({ at: this.state.clock.now(), operation, request, outcome });
    return outcome;
  }

  /** Applies what has become due since the clock moved; every request does it first. */
  tick(): void {
    this.#handling.tick();
    this.webhooks.tick();
  }
}
