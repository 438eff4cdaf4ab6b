import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type ExitCode, runCommand } from '../../../../backend/commands/index.js';
import { type Database, openDatabase } from '../../../../backend/storage/index.js';
import { type ServedSandbox, seededRandom, serve } from '../../../sandbox/http/index.js';
import { JiraSandbox } from '../../../sandbox/jira/index.js';
import { ServiceNowSandbox } from '../../../sandbox/servicenow/index.js';
import { type TestDatabase, testDatabase } from '../../../support/database.js';
import { silentTerminal } from '../../../support/silent-terminal.js';
import { assertShape } from './json-shapes.js';

/** How a command ended, and what it said. */
export interface Said {
  readonly code: ExitCode;
  /** Its report. */
  readonly out: string;
  /** Everything else. */
  readonly notes: string;
}

/** Two served simulators, a database and a home of their own, and the whole command line on top. */
export interface CommandBench {
  readonly jira: JiraSandbox;
  readonly serviceNow: ServiceNowSandbox;
  readonly jiraUrl: string;
  readonly serviceNowUrl: string;
  readonly databaseUrl: string;
  readonly database: Database;
  readonly home: string;
  /** What commands see; tests may change it. */
  readonly environment: Record<string, string | undefined>;
  /** Runs `syncline ...words`. What it prints with `--json` is held against the published shapes. */
  run(...words: readonly string[]): Promise<Said>;
  /** Runs it with `--json`. */
  json<Document>(
    ...words: readonly string[]
  ): Promise<{ readonly code: ExitCode; readonly document: Document; readonly notes: string }>;
  /** Writes a file into the home and gives its path. */
  write(name: string, text: string): Promise<string>;
  read(name: string): Promise<string>;
}

/** A bench for each test of a file. */
export function commandBench(): CommandBench {
  let now: { bench: CommandBench; close: () => Promise<void> } | undefined;
  beforeEach(async () => {
    now = await openBench();
  });
  afterEach(async () => {
    await now?.close();
    now = undefined;
  });
  return new Proxy({} as CommandBench, {
    get: (_, name) => {
      if (now === undefined) throw new Error('there is a bench inside tests only');
      return Reflect.get(now.bench, name);
    },
  });
}

async function openBench(): Promise<{ bench: CommandBench; close: () => Promise<void> }> {
  const clock = { now: () => new Date() };
  const jira = new JiraSandbox({ clock, random: seededRandom(1) });
  const serviceNow = new ServiceNowSandbox({ clock, random: seededRandom(2) });
  const servers: ServedSandbox[] = [await serve(jira), await serve(serviceNow)];
  const stored: TestDatabase = await testDatabase();
  const database = openDatabase(stored.url, { poolSize: 2 });
  const home = await mkdtemp(join(tmpdir(), 'syncline-commands-'));
  const environment: Record<string, string | undefined> = {
    SYNCLINE_HOME: home,
    DATABASE_URL: stored.url,
    JIRA_TOKEN: 'sync-token',
    SERVICENOW_PASSWORD: 'syncline',
  };
  const run: CommandBench['run'] = (...words) => runWords(words, environment);
  const bench: CommandBench = {
    jira,
    serviceNow,
    jiraUrl: servers[0]?.url ?? '',
    serviceNowUrl: servers[1]?.url ?? '',
    databaseUrl: stored.url,
    database,
    home,
    environment,
    run,
    async json(...words) {
      const { code, out, notes } = await run(...words, '--json');
      const document = JSON.parse(out);
      assertShape(words, document);
      return { code, document, notes };
    },
    async write(name, text) {
      const path = join(home, name);
      await writeFile(path, text);
      return path;
    },
    read: (name) => readFile(join(home, name), 'utf8'),
  };
  return {
    bench,
    async close() {
      await database.close();
      await stored.drop();
      for (const server of servers) await server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Runs `syncline ...words` in this process, with that environment. */
export async function runWords(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Said> {
  const terminal = silentTerminal();
  const code = await runCommand({
    words,
    environment,
    terminal,
    version: '0.0.0',
    signal: new AbortController().signal,
  });
  return { code, out: terminal.printed.join('\n'), notes: terminal.notes.join('\n') };
}
