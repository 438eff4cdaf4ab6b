import { connectionSettings, endingSoon, listWarnings, type Warning } from '../connections/index.js';
import type { Licence } from '../licences/index.js';
import type { RunCounters, RunMode, RunState } from '../runs/index.js';
import { listRuns } from '../runs/index.js';
import { findTenantLicence } from '../sites/index.js';
import type { PageOf, Row, Transaction } from '../storage/index.js';
import { findInstallationPause } from './installation-repository.js';
import type { Application } from './open-application.js';

/** Where a connection stands. */
export interface ConnectionStatus {
  readonly name: string;
  readonly connector: string;
  readonly url: string;
  readonly state: 'active' | 'paused';
  readonly pausedReason: string | null;
  /** Who answered last, as the tool calls itself; null before the first run. */
  readonly site: string | null;
  readonly account: string | null;
  /** That the tool does not answer: since when, what was seen last, and when it is asked again; null: it does, as far as is known. */
  readonly outage: { readonly since: Date; readonly problem: string; readonly retryAt: Date } | null;
  readonly warnings: readonly Warning[];
}

/** A run in a few words. */
export interface RunSummary {
  readonly id: string;
  readonly mode: RunMode;
  readonly state: RunState;
  readonly counters: RunCounters;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly problem: string | null;
}

/** Where an integration stands. */
export interface IntegrationStatus {
  readonly name: string;
  readonly kind: 'sync' | 'flow' | 'collection';
  readonly enabled: boolean;
  readonly state: 'active' | 'paused';
  readonly pausedReason: string | null;
  readonly mappingVersion: number;
  readonly onboardedAt: Date | null;
  readonly nextRunAt: Date | null;
  /** Living links. */
  readonly links: number;
  /** Links that the tool refuses. */
  readonly failed: number;
  /** Fields that wait for a person. */
  readonly conflicts: number;
  /** Changes not dealt with yet. */
  readonly waiting: number;
  /** Those that are put off because of a problem, in the tools' own words. */
  readonly problems: readonly { readonly item: string; readonly problem: string }[];
  readonly activeRuns: readonly RunSummary[];
  readonly lastRun: RunSummary | null;
}

/** Where everything stands. */
export interface Status {
  /** Why everything is paused, or null. */
  readonly pausedReason: string | null;
  /** Of the app in Jira; null where this server wants none. */
  readonly licence: Licence | null;
  /** Living workers on all processes. */
  readonly workers: number;
  /** Of hosts; those of connections are with them. */
  readonly warnings: readonly Warning[];
  readonly connections: readonly ConnectionStatus[];
  readonly integrations: readonly IntegrationStatus[];
}

const RECENT_RUNS = 20;
const SHOWN_PROBLEMS = 10;

/** What is to be known of the connections and the hosts. */
export async function readHealth(transaction: Transaction): Promise<Pick<Status, 'warnings' | 'connections'>> {
  return {
    warnings: (await listWarnings(transaction)).get(null) ?? [],
    connections: await readConnections(transaction, IN_ORDER),
  };
}

/** Reads where everything stands, or one integration. */
export async function readStatus(
  transaction: Transaction,
  { settings, tenant }: Pick<Application, 'settings' | 'tenant'>,
  name: string | null = null,
): Promise<Status> {
  const workers = await transaction.query(
    'select count(*)::int as count from workers where lease_until > syncline_now()',
  );
  return {
    pausedReason: await findInstallationPause(transaction),
    licence: settings.licence === 'required' ? await findTenantLicence(transaction, tenant) : null,
    workers: Number(workers[0]?.count ?? 0),
    ...(await readHealth(transaction)),
    integrations: await readIntegrations(transaction, { ...IN_ORDER, name }),
  };
}

/** A page of the connections by name, or one of them. */
export async function listConnectionStatuses(
  transaction: Transaction,
  wanted: { readonly name?: string; readonly page: PageOf<string> },
): Promise<readonly ConnectionStatus[]> {
  return readConnections(transaction, { ...wanted, order: 'name' });
}

/** A page of the integrations by name, or one of them. */
export async function listIntegrationStatuses(
  transaction: Transaction,
  wanted: { readonly name?: string; readonly page: PageOf<string> },
): Promise<readonly IntegrationStatus[]> {
  return readIntegrations(transaction, { ...wanted, order: 'name' });
}

/** Which of them, and in which order: as they stand in the file, or by name for paging. */
interface Wanted {
  readonly name?: string | null;
  readonly page: PageOf<string> | null;
  readonly order: 'created_at, name' | 'name';
}

const IN_ORDER: Wanted = { page: null, order: 'created_at, name' };
const CONDITIONS = `archived_at is null and ($1::text is null or name = $1) and ($2::text is null or name > $2)`;

async function readConnections(
  transaction: Transaction,
  { name = null, page, order }: Wanted,
): Promise<readonly ConnectionStatus[]> {
  const rows = await transaction.query(
    `select id, name, connector, settings, state, paused_reason, identity->>'siteName' as site,
            identity->>'accountName' as account, silent_since, problem, probe_at, syncline_now() as now
       from connections left join connection_limits on connection_id = id where ${CONDITIONS} order by ${order} limit $3`,
    [name, page?.after ?? null, page?.limit ?? null],
  );
  const warnings = await listWarnings(transaction);
  return rows.map((row) => toConnection(row, warnings.get(String(row.id)) ?? []));
}

function toConnection(row: Row, remembered: readonly Warning[]): ConnectionStatus {
  const name = String(row.name);
  const settings = connectionSettings.parse(row.settings);
  return {
    name,
    connector: String(row.connector),
    url: settings.url,
    state: row.state === 'paused' ? 'paused' : 'active',
    pausedReason: text(row.paused_reason),
    site: text(row.site),
    account: text(row.account),
    outage:
      row.silent_since === null
        ? null
        : { since: row.silent_since as Date, problem: String(row.problem), retryAt: row.probe_at as Date },
    warnings: [...endingSoon(name, settings, row.now as Date), ...remembered],
  };
}

async function readIntegrations(
  transaction: Transaction,
  { name = null, page, order }: Wanted,
): Promise<readonly IntegrationStatus[]> {
  const rows = await transaction.query(
    `select i.id, i.name, i.kind, i.enabled, i.state, i.paused_reason, i.mapping_version, i.onboarded_at, i.next_run_at,
            (select count(*)::int from links l where l.integration_id = i.id and l.ended_at is null) as links,
            (select count(*)::int from links l where l.integration_id = i.id and l.ended_at is null and l.problem is not null) as failed,
            (select count(*)::int from conflicts c where c.integration_id = i.id and c.state <> 'closed') as conflicts,
            (select count(*)::int from changes c where c.integration_id = i.id) as waiting
       from integrations i
      where ${CONDITIONS} order by ${order} limit $3`,
    [name, page?.after ?? null, page?.limit ?? null],
  );
  const integrations: IntegrationStatus[] = [];
  for (const row of rows) {
    const runs = (await listRuns(transaction, String(row.id), RECENT_RUNS)).map(toSummary);
    const active = runs.filter((run) => run.finishedAt === null);
    integrations.push({
      name: String(row.name),
      kind: row.kind as IntegrationStatus['kind'],
      enabled: row.enabled === true,
      state: row.state === 'paused' ? 'paused' : 'active',
      pausedReason: text(row.paused_reason),
      mappingVersion: Number(row.mapping_version),
      onboardedAt: row.onboarded_at as Date | null,
      nextRunAt: row.next_run_at as Date | null,
      links: Number(row.links),
      failed: Number(row.failed),
      conflicts: Number(row.conflicts),
      waiting: Number(row.waiting),
      problems: await readProblems(transaction, String(row.id)),
      activeRuns: active,
      lastRun: runs.find((run) => run.finishedAt !== null) ?? null,
    });
  }
  return integrations;
}

async function readProblems(transaction: Transaction, integrationId: string): Promise<IntegrationStatus['problems']> {
  const rows = await transaction.query(
    `select item_key, problem from changes where integration_id = $1 and problem is not null order by due_at desc, id limit $2`,
    [integrationId, SHOWN_PROBLEMS],
  );
  return rows.map((row) => ({ item: String(row.item_key), problem: String(row.problem) }));
}

function toSummary(run: Awaited<ReturnType<typeof listRuns>>[number]): RunSummary {
  const { id, mode, state, counters, startedAt, finishedAt, error } = run;
  return { id, mode, state, counters, startedAt, finishedAt, problem: error?.message ?? null };
}

function text(value: unknown): string | null {
  return value === null ? null : String(value);
}
