import { createApi, listen } from '../../../backend/api/index.js';
import { type Application, CONNECTORS, keepWorking, openApplication } from '../../../backend/application/index.js';
import { applyConfiguration, formatFaults, parseConfiguration } from '../../../backend/configuration/index.js';
import { readSettings } from '../../../backend/settings/index.js';
import { type Logger, systemClock, systemRandom } from '../../../backend/shared/index.js';
import { createPairingCode, findSite, pairSite } from '../../../backend/sites/index.js';
import { requestRun } from '../../../backend/ticks/index.js';
import { type SandboxRandom, serve } from '../http/index.js';
import { JiraHost } from '../jira-host/jira-host.js';
import { demoConfiguration } from './configuration.js';
import { makeHome, removeHome, removeLeftovers } from './temporary-home.js';
import { Tools } from './tools.js';

/** What the sandbox's sync accounts sign in with. */
const SECRETS = { DEMO_JIRA_TOKEN: 'sync-token', DEMO_SERVICENOW_PASSWORD: 'syncline' };

/** Everything that runs in the demo. */
export interface Demo {
  readonly tools: Tools;
  readonly application: Application;
  /** Where a browser sees Jira with the app in it. */
  readonly jiraUrl: string;
  /** Where a browser sees the server itself. */
  readonly serverUrl: string;
  /** Stops it all and leaves nothing behind. */
  close(): Promise<void>;
}

/**
 * Starts the two simulated tools, an empty database of its own in a temporary folder and the platform, with a sync that takes
 * over what is there and then goes on. Nothing but loopback is spoken to.
 */
export async function openDemo({
  random,
  log,
  signal,
  configuration = demoConfiguration,
}: {
  readonly random: SandboxRandom;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** What is applied at first, by the addresses of the two tools. */
  readonly configuration?: (jiraUrl: string, serviceNowUrl: string) => string;
}): Promise<Demo> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    await removeLeftovers(signal);
    const home = await makeHome();
    closing.push(() => removeHome(home));
    const tools = new Tools(random);
    const host = new JiraHost(tools.jira);
    const jira = await serve(host);
    closing.push(() => jira.close());
    host.servedAt(jira.url);
    const serviceNow = await serve(tools.serviceNow);
    closing.push(() => serviceNow.close());
    let application: Application | null = null;
    const parts = { application: () => application, version: 'demo', log, clock: systemClock, random: systemRandom };
    const server = await listen(createApi({ ...parts, publicUrl: undefined, trustedProxies: [] }), 0);
    closing.push(() => server.close());
    const settings = readSettings({
      SYNCLINE_HOME: home,
      SYNCLINE_PUBLIC_URL: server.url,
      SYNCLINE_CONNECT_KEYS_URL: host.keysUrl,
      SYNCLINE_CONNECT_SCRIPT_URL: host.scriptUrl,
      SYNCLINE_ALLOWED_JIRA_HOSTS: new URL(jira.url).host,
    });
    application = await openApplication({ settings, log, signal });
    const opened = application;
    closing.push(() => opened.close());
    await configure(application, configuration(jira.url, serviceNow.url));
    const stopping = new AbortController();
    const working = keepWorking(application, stopping.signal);
    closing.push(async () => {
      stopping.abort(new Error('the demo ends'));
      await working;
    });
    await installApp(host, server.url, application);
    return { tools, application, jiraUrl: jira.url, serverUrl: server.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As an administrator would by hand: by the descriptor's address in Manage apps, then by the code that the server shows. */
async function installApp(host: JiraHost, serverUrl: string, { database, tenant }: Application): Promise<void> {
  host.suggestedAddress = `${serverUrl}/atlassian-connect.json`;
  const { host: connect } = await host.apps.install(host.suggestedAddress);
  await database.transaction('pair the site of the demo', async (transaction) => {
    const site = await findSite(transaction, 'connect', connect.site.clientKey);
    if (site === null) throw new Error('the app was installed and its site is not known');
    await pairSite(transaction, site, await createPairingCode(transaction, tenant));
  });
}

async function configure(
  { database, tenant, secretBox, random, queue, actor }: Application,
  text: string,
): Promise<void> {
  const { file, faults } = parseConfiguration(text, {
    fileName: 'the demo',
    connectors: CONNECTORS,
    environment: SECRETS,
    mode: 'onpremise',
  });
  if (file === null) throw new Error(formatFaults(faults));
  const jobs = await queue();
  await database.transaction('apply configuration', (transaction) =>
    applyConfiguration(transaction, file, {
      prune: false,
      secretBox,
      tenant,
      random,
      actor,
      pausedByHand: '',
      requestOnboarding: async (inner, integrationId) => {
        await requestRun(inner, { queue: jobs, random }, { integrationId, mode: 'onboarding', request: {} });
      },
    }),
  );
}
