import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  json,
  type SandboxHandler,
  type SandboxOutcome,
  type SandboxRequest,
  type SandboxResponse,
} from '../http/index.js';
import type { Account, IssueState, JiraSandbox } from '../jira/index.js';
import { AppRefusedError, ConnectApps, type HostedApp } from './apps/connect-apps.js';
import { type ModulePage, pagesOf } from './apps/descriptor.js';
import { type ConnectContext, InstallKeys } from './connect/index.js';
import { frame } from './web/frame.js';
import { type Html, html } from './web/html.js';
import { issueList, issueView } from './web/issue-view.js';
import { layout } from './web/layout.js';
import { manageApps } from './web/manage-apps.js';

const KID = '3f6d9bd2-64d5-4b6b-9c65-0d7a9f0f3c11';
/** Those whom a visitor may play. */
const PEOPLE = ['admin', 'alice', 'reader', 'stranger'];
const ASSETS: Readonly<Record<string, string>> = {
  'all.js': 'text/javascript',
  'frames.js': 'text/javascript',
  'host.css': 'text/css',
  'jira.svg': 'image/svg+xml',
};
const PANEL_LOCATION = 'atl.jira.view.issue.right.context';
const DEEDS = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('install'), address: z.url() }),
  z.object({ deed: z.enum(['uninstall', 'enable', 'disable', 'licence']), key: z.string() }),
]);

/**
 * The simulated Jira with its pages: Manage apps and issues, in which Connect apps are shown as Jira shows them. What is no page of
 * these goes to the site's API. It believes whoever comes who he says he is, and belongs on loopback alone.
 */
export class JiraHost implements SandboxHandler {
  readonly #jira: JiraSandbox;
  readonly #keys = new InstallKeys();
  readonly apps: ConnectApps;
  /** What the field for an address holds at first. */
  suggestedAddress = '';
  #baseUrl = '';
  #person = 'admin';

  constructor(jira: JiraSandbox) {
    this.#jira = jira;
    this.apps = new ConnectApps({ jira, site: () => this.#site(), installKey: this.#keys.add(KID) });
  }

  /** Where it is served, which is known only then. @param baseUrl without a slash at its end. */
  servedAt(baseUrl: string): void {
    this.#baseUrl = baseUrl;
  }

  /** For `SYNCLINE_CONNECT_KEYS_URL`. */
  get keysUrl(): string {
    return `${this.#baseUrl}/host/keys`;
  }

  /** What pages of apps load instead of Atlassian's. */
  get scriptUrl(): string {
    return `${this.#baseUrl}/host/all.js`;
  }

  async handle(request: SandboxRequest): Promise<SandboxOutcome> {
    const { pathname: path, searchParams: query } = new URL(request.url, 'http://host');
    const parts = path.split('/').slice(1).map(decodeURIComponent);
    const [first = '', second = '', third = ''] = parts;
    if (first === 'host' && second === 'keys') return this.#keys.handle({ ...request, url: `/${third}` });
    if (first === 'host') return this.#host(request, second, query);
    if (path === '/') return this.#page(path, 'Issues', issueList(this.#visibleIssues()));
    if (first === 'manage-apps') return this.#manageApps(request);
    if (first === 'apps') return this.#modulePage(path, second, third);
    if (first === 'browse') return this.#issuePage(path, second);
    return this.#jira.handle(request);
  }

  async #manageApps(request: SandboxRequest): Promise<SandboxResponse> {
    if (!this.#account().isAdministrator)
      return this.#refusal('/manage-apps', 'Only administrators of Jira may do this.');
    const isDeed = request.method === 'POST';
    const problem = isDeed ? await this.#do(request).catch(wordsOf) : null;
    if (isDeed && problem === null) return seeOther('/manage-apps');
    return this.#page('/manage-apps', 'Manage apps', manageApps(this.apps.list(), this.suggestedAddress, problem));
  }

  async #do(request: SandboxRequest): Promise<null> {
    const deed = DEEDS.parse(formOf(request));
    if (deed.deed === 'install') await this.apps.install(deed.address);
    else if (deed.deed === 'uninstall') await this.apps.uninstall(deed.key);
    else if (deed.deed === 'licence') this.apps.switchLicence(deed.key);
    else await this.apps.switch(deed.key, deed.deed === 'enable');
    return null;
  }

  async #modulePage(path: string, appKey: string, moduleKey: string): Promise<SandboxResponse> {
    if (!this.#account().isAdministrator) return this.#refusal(path, 'Only administrators of Jira may see this.');
    const app = this.apps.list().find(({ descriptor }) => descriptor.key === appKey);
    const module = app && pagesOf(app.descriptor).find(({ key }) => key === moduleKey);
    if (app === undefined || module === undefined) return this.#refusal(path, 'There is no such page.', 404);
    return this.#page(path, module.name.value, await this.#frame(app, module, null));
  }

  async #issuePage(path: string, key: string): Promise<SandboxResponse> {
    const issue = this.#visibleIssues().find((one) => one.key === key);
    if (issue === undefined) return this.#refusal(path, 'This issue does not exist, or you may not see it.', 404);
    const modules = this.apps
      .list()
      .filter(({ isEnabled }) => isEnabled)
      .flatMap((app) =>
        app.descriptor.modules.webPanels
          .filter(({ location }) => location === PANEL_LOCATION)
          .map((module) => ({ app, module })),
      );
    const panels = await Promise.all(
      modules.map(async ({ app, module }) => ({
        title: module.name.value,
        frame: await this.#frame(app, module, issue),
      })),
    );
    return this.#page(path, `[${key}]`, issueView(issue, panels));
  }

  async #frame({ descriptor, host, licence }: HostedApp, module: ModulePage, issue: IssueState | null): Promise<Html> {
    const url = await host.frameUrl({
      url: `${descriptor.baseUrl}${this.#filled(module.url, issue)}`,
      accountId: this.#account().accountId,
      context: this.#context(issue),
      licence: descriptor.enableLicensing ? licence : null,
    });
    return frame({ appKey: descriptor.key, key: module.key, title: module.name.value }, url, issue?.key ?? null);
  }

  #filled(url: string, issue: IssueState | null): string {
    const values: Readonly<Record<string, string>> =
      issue === null
        ? {}
        : {
            'issue.id': issue.id,
            'issue.key': issue.key,
            'project.id': this.#projectId(issue),
            'project.key': issue.project,
          };
    return url.replaceAll(/\{([\w.]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  }

  /** What pages in frames ask of Jira, and the files of its own pages. */
  async #host(request: SandboxRequest, what: string, query: URLSearchParams): Promise<SandboxResponse> {
    const type = ASSETS[what];
    if (type !== undefined) {
      const body = await readFile(new URL(`./web/assets/${what}`, import.meta.url));
      return { status: 200, headers: { 'content-type': type }, body };
    }
    // The tokens that Atlassian's script loads; those of the page are the same.
    if (/^atlaskit-tokens_\w+\.css$/.test(what))
      return { status: 200, headers: { 'content-type': 'text/css' }, body: '' };
    if (what === 'person' && request.method === 'POST') {
      const { person = '', path = '/' } = formOf(request);
      if (PEOPLE.includes(person)) this.#person = person;
      return seeOther(path.startsWith('/') && !path.startsWith('//') ? path : '/');
    }
    const issue = this.#visibleIssues().find(({ key }) => key === query.get('issue')) ?? null;
    if (what === 'context') return json(200, this.#context(issue));
    if (what !== 'token') return json(404, {});
    const { host } = this.apps.find(query.get('app') ?? '');
    const context = this.#context(issue);
    return json(200, { token: await host.contextToken({ accountId: this.#account().accountId, context }) });
  }

  #site() {
    const { cloudId } = this.#jira.state.directory.site;
    return { clientKey: `sandbox-${cloudId}`, baseUrl: this.#baseUrl, cloudId };
  }

  #account(): Account {
    return this.#jira.state.directory.person(this.#person);
  }

  #visibleIssues(): readonly IssueState[] {
    const { rights } = this.#account();
    const maySee = (project: string) => (rights[project] ?? rights['*'] ?? []).includes('BROWSE_PROJECTS');
    return this.#jira.issues().filter(({ project }) => maySee(project));
  }

  #projectId({ project }: IssueState): string {
    return this.#jira.state.directory.project(project)?.id ?? '';
  }

  #context(issue: IssueState | null): ConnectContext {
    if (issue === null) return { jira: {} };
    const { id, key, project } = issue;
    return { jira: { issue: { id, key }, project: { id: this.#projectId(issue), key: project } } };
  }

  #refusal(path: string, words: string, status = 403): SandboxResponse {
    return this.#page(path, words, html`<p role="alert">${words}</p>`, status);
  }

  #page(path: string, title: string, content: Html, status = 200): SandboxResponse {
    const people = PEOPLE.map((name) => this.#jira.state.directory.person(name));
    return layout({ person: this.#account(), people, path }, title, content, status);
  }
}

function formOf({ body }: SandboxRequest): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(new URLSearchParams(body?.toString() ?? ''));
}

function seeOther(location: string): SandboxResponse {
  return { status: 303, headers: { location }, body: '' };
}

function wordsOf(error: unknown): string {
  if (error instanceof AppRefusedError) return error.message;
  throw error;
}
