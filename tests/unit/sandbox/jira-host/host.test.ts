import { decodeJwt } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { json, type SandboxRequest, type ServedSandbox, seededRandom, serve } from '../../../sandbox/http/index.js';
import { JiraSandbox } from '../../../sandbox/jira/index.js';
import { JiraHost } from '../../../sandbox/jira-host/jira-host.js';

const PANEL = { key: 'panel', name: { value: 'Panel' }, location: 'atl.jira.view.issue.right.context' };

/** An app that notes what it is told; `answers` is the status of its next answers. */
class App {
  readonly told: { readonly event: string; readonly authorization: string; readonly body: Record<string, string> }[] =
    [];
  status = 204;
  baseUrl = '';

  async handle({ method, url, headers, body }: SandboxRequest) {
    if (method === 'GET') return json(200, this.#descriptor());
    const event = url.split('/').at(-1) ?? '';
    this.told.push({ event, authorization: headers.authorization ?? '', body: JSON.parse(String(body)) });
    return json(this.status, {});
  }

  #descriptor() {
    const hooks = ['installed', 'uninstalled', 'enabled', 'disabled'];
    return {
      key: 'an.app',
      name: 'An app',
      baseUrl: this.baseUrl,
      lifecycle: Object.fromEntries(hooks.map((hook) => [hook, `/hooks/${hook}`])),
      modules: {
        configurePage: { key: 'configure', name: { value: 'Configure' }, url: '/configure' },
        webPanels: [{ ...PANEL, url: '/panel?issue={issue.key}' }],
      },
    };
  }
}

let jira: JiraSandbox;
let app: App;
let served: { readonly app: ServedSandbox; readonly host: ServedSandbox };

beforeEach(async () => {
  jira = new JiraSandbox({ clock: { now: () => new Date() }, random: seededRandom(1) });
  jira.createIssue({ project: 'BENCH', summary: 'Printer is <on> fire' });
  app = new App();
  const host = new JiraHost(jira);
  served = { app: await serve(app), host: await serve(host) };
  app.baseUrl = served.app.url;
  host.servedAt(served.host.url);
});
afterEach(async () => {
  await served.app.close();
  await served.host.close();
});

const see = async (path: string) => (await fetch(`${served.host.url}${path}`)).text();
const send = (path: string, fields: Readonly<Record<string, string>>) =>
  fetch(`${served.host.url}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const install = () => send('/manage-apps', { deed: 'install', address: `${served.app.url}/descriptor.json` });
const become = (person: string) => send('/host/person', { person, path: '/' });

/** The address of the frame on a page. */
async function frameOn(path: string): Promise<URL> {
  const [, url = ''] = /<iframe[^>]* src="([^"]+)"/.exec(await see(path)) ?? [];
  return new URL(url.replaceAll('&amp;', '&'));
}

test('an app is installed, and shown in Manage apps and beside an issue to whoever looks', async () => {
  expect((await install()).status).toBe(303);
  expect(app.told.map(({ event }) => event)).toEqual(['installed', 'enabled']);
  expect(await see('/manage-apps')).toContain('href="/apps/an.app/configure"');
  await become('alice');
  const frame = await frameOn('/browse/BENCH-1');
  expect(frame.origin).toBe(served.app.url);
  expect(frame.searchParams.get('issue')).toBe('BENCH-1');
  expect(frame.searchParams.get('xdm_e')).toBe(served.host.url);
  const { accountId } = jira.state.directory.person('alice');
  expect(decodeJwt(frame.searchParams.get('jwt') ?? '')).toMatchObject({
    sub: accountId,
    context: { jira: { issue: { key: 'BENCH-1' } } },
  });
  const { token } = JSON.parse(await see('/host/token?app=an.app&issue=BENCH-1'));
  expect(decodeJwt(token)).toMatchObject({ sub: accountId, qsh: 'context-qsh' });
});

// Red without: taking the app's rights away before anything else sees it.
test('an app whose hook fails is not installed, and the administrator is told', async () => {
  app.status = 500;
  expect(await (await install()).text()).toContain('An app answered “installed” with 500.');
  expect(await see('/manage-apps')).toContain('No app is installed.');
});

test('an app is switched off, on, and uninstalled', async () => {
  await install();
  await send('/manage-apps', { deed: 'disable', key: 'an.app' });
  expect(await see('/browse/BENCH-1')).not.toContain('<iframe');
  await send('/manage-apps', { deed: 'enable', key: 'an.app' });
  await send('/manage-apps', { deed: 'uninstall', key: 'an.app' });
  expect(app.told.map(({ event }) => event)).toEqual(['installed', 'enabled', 'disabled', 'enabled', 'uninstalled']);
  expect(app.told.at(-1)?.body).not.toHaveProperty('sharedSecret');
});

// Red without: asking whether the person is an administrator, and whether he may browse the issue's project.
test('pages show what the person may see, and nothing of an issue becomes markup', async () => {
  await install();
  expect(await see('/browse/BENCH-1')).toContain('Printer is &lt;on> fire');
  await become('stranger');
  expect((await fetch(`${served.host.url}/browse/BENCH-1`)).status).toBe(404);
  expect((await fetch(`${served.host.url}/manage-apps`)).status).toBe(403);
  expect((await fetch(`${served.host.url}/apps/an.app/configure`)).status).toBe(403);
  expect((await send('/manage-apps', { deed: 'uninstall', key: 'an.app' })).status).toBe(403);
});

test('what is no page goes to the site itself', async () => {
  expect(JSON.parse(await see('/rest/api/3/serverInfo'))).toMatchObject({ deploymentType: 'Cloud' });
});
