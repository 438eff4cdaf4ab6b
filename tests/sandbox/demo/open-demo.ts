import { type Application, CONNECTORS, keepWorking, openApplication } from '../../../backend/application/index.js';
import { applyConfiguration, formatFaults, parseConfiguration } from '../../../backend/configuration/index.js';
import { readSettings } from '../../../backend/settings/index.js';
import type { Logger } from '../../../backend/shared/index.js';
import { requestRun } from '../../../backend/ticks/index.js';
import { type SandboxRandom, serve } from '../http/index.js';
import { demoConfiguration } from './configuration.js';
import { makeHome, removeHome, removeLeftovers } from './temporary-home.js';
import { Tools } from './tools.js';

/** What the sandbox's sync accounts sign in with. */
const SECRETS = { DEMO_JIRA_TOKEN: 'sync-token', DEMO_SERVICENOW_PASSWORD: 'syncline' };

/** Everything that runs in the demo. */
export interface Demo {
  readonly tools: Tools;
  readonly application: Application;
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
}: {
  readonly random: SandboxRandom;
  readonly log: Logger;
  readonly signal: AbortSignal;
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
    const jira = await serve(tools.jira);
    closing.push(() => jira.close());
    const serviceNow = await serve(tools.serviceNow);
    closing.push(() => serviceNow.close());
    const settings = readSettings({ SYNCLINE_HOME: home });
    const application = await openApplication({ settings, log, signal });
    closing.push(() => application.close());
    await configure(application, demoConfiguration(jira.url, serviceNow.url));
    const stopping = new AbortController();
    const working = keepWorking(application, stopping.signal);
    closing.push(async () => {
      stopping.abort(new Error('the demo ends'));
      await working;
    });
    return { tools, application, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function configure({ database, tenant, secretBox, random, queue }: Application, text: string): Promise<void> {
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
      pausedByHand: '',
      requestOnboarding: async (inner, integrationId) => {
        await requestRun(inner, { queue: jobs, random }, { integrationId, mode: 'onboarding', request: {} });
      },
    }),
  );
}
