import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { HeldField } from '../../../checker/index.js';
import { check } from '../../../checker/index.js';
import { seededRandom, serve } from '../../../sandbox/http/index.js';
import { JiraSandbox } from '../../../sandbox/jira/index.js';
import { ServiceNowSandbox } from '../../../sandbox/servicenow/index.js';
import { judge, judged } from '../../../support/contract-check.js';
import { testDatabase } from '../../../support/database.js';
import { type CliResult, runCli } from './run-cli.js';
import type { SyncReport } from './sync-report.js';

/** The normative configuration file, both simulated tools on loopback, and the command line on an empty database. */
export interface Workbench {
  readonly jira: JiraSandbox;
  readonly serviceNow: ServiceNowSandbox;
  /** Of the configuration file, for commands. */
  readonly file: string;
  /** A path in a folder that goes away afterwards. */
  path(name: string): string;
  /** Variables of the commands' environment, to be changed. */
  readonly environment: Record<string, string>;
  /** Changes the text of the file. @throws when it does not say `from` */
  rewrite(from: string, to: string): Promise<void>;
  cli(...words: string[]): Promise<CliResult>;
  /** The same, for a command that must end with 0; its report as JSON. */
  json<Report>(...words: string[]): Promise<Report>;
  /** `sync incidents --wait --json`, which must end with 0. */
  sync(...words: string[]): Promise<SyncReport>;
  /** Syncs until a run costs one call for each stream. @returns that run */
  syncUntilQuiet(): Promise<SyncReport>;
  /** What the checker finds wrong between both tools. */
  findings(held?: readonly HeldField[]): Promise<readonly string[]>;
}

/** As many runs as it may take until nothing is left to be looked at again. */
const MOST_RUNS = 8;

/**
 * Gives every test of a file a workbench of its own, and after it holds every request of ours against the tools' own API
 * descriptions. @param truth the folder of the descriptions; the file lies beside it
 */
export function useWorkbench(truth: string): { readonly bench: Workbench } {
  // A scenario is a dozen commands, each of which opens the whole program.
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
  const holder = { bench: undefined as unknown as Workbench };
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ bench: holder.bench, close } = await openWorkbench(truth));
  });
  afterEach(() => close());
  return holder;
}

async function openWorkbench(truth: string) {
  const clock = { now: () => new Date() };
  const random = seededRandom(1);
  const jira = new JiraSandbox({ clock, random });
  const serviceNow = new ServiceNowSandbox({ clock, random });
  const judges = [await judge('jira'), await judge('servicenow')] as const;
  const servedJira = await serve(judged(jira, judges[0]));
  const servedServiceNow = await serve(judged(serviceNow, judges[1]));
  const folder = await mkdtemp(join(tmpdir(), 'syncline-cli-'));
  const path = (name: string) => join(folder, name);
  const file = path('syncline.yaml');
  const contract = await readFile(join(truth, '..', 'contract', 'syncline.yaml'), 'utf8');
  await writeFile(
    file,
    contract
      .replace('http://127.0.0.1:9100', servedJira.url)
      .replace('http://127.0.0.1:9101', servedServiceNow.url)
      .replace('requestsPerSecond: 50', 'requestsPerSecond: 1000'),
  );
  const database = await testDatabase();
  const environment: Record<string, string> = {
    DATABASE_URL: database.url,
    SYNCLINE_HOME: path('home'),
    JIRA_TOKEN: 'sync-token',
    SERVICENOW_PASSWORD: 'syncline',
  };
  const cli = (...words: string[]) => runCli(words, environment);
  const json = async <Report>(...words: string[]): Promise<Report> => {
    const result = await cli(...words, '--json');
    expect(result, result.notes).toMatchObject({ code: 0 });
    return JSON.parse(result.output) as Report;
  };
  const sync = (...words: string[]) => json<SyncReport>('sync', 'incidents', ...words, '--wait');
  const bench: Workbench = {
    jira,
    serviceNow,
    file,
    path,
    environment,
    async rewrite(from, to) {
      const text = await readFile(file, 'utf8');
      expect(text).toContain(from);
      await writeFile(file, text.replace(from, to));
    },
    cli,
    json,
    sync,
    async syncUntilQuiet() {
      for (let run = 1; ; run += 1) {
        const report = await sync();
        const calls = Object.values(report.calls);
        if (run === MOST_RUNS || calls.every(({ reads, writes }) => reads === 1 && writes === 0)) return report;
      }
    },
    async findings(held = []) {
      const { findings } = await check({
        definition: await readFile(file, 'utf8'),
        integration: 'incidents',
        jira: { url: servedJira.url, username: 'admin@example.com', password: 'admin-token' },
        serviceNow: { url: servedServiceNow.url, username: 'admin', password: 'admin' },
        held,
      });
      return findings.map(({ kind, item, detail }) => `${kind} ${item}: ${detail}`);
    },
  };
  const close = async () => {
    await servedJira.close();
    await servedServiceNow.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
    expect(judges.flatMap((by) => by.errors('request'))).toEqual([]);
  };
  return { bench, close };
}
