import { type AuditEntry, pageAudit } from '../audit/index.js';
import { type Check, checked } from '../connectors/sdk/index.js';
import { checkDatabase, type DatabaseFacts, readDatabaseFacts } from '../doctor/index.js';
import type { Licence } from '../licences/index.js';
import { programVersion, type Settings } from '../settings/index.js';
import { findTenantLicence } from '../sites/index.js';
import { LATEST_MIGRATION, type Transaction } from '../storage/index.js';
import { FIRST_TENANT } from '../tenants/index.js';
import type { Application } from './open-application.js';
import { type Node, readNodes } from './worker-repository.js';

/** What is to be known of the server by whoever looks after it. */
export interface System {
  readonly version: string;
  readonly mode: Settings['mode'];
  readonly publicUrl: string | null;
  /** Null where this server wants none. */
  readonly licence: Licence | null;
  /** What an administrator should see to, and what is in order. */
  readonly checks: readonly Check[];
  /** Of the whole server; null for whoever administers one tenant of several. */
  readonly server: ServerFacts | null;
}

/** What one server has for all its tenants. */
export interface ServerFacts {
  readonly database: {
    readonly kind: 'embedded' | 'outside';
    readonly version: string;
    readonly bytes: number;
    /** The last change of the schema that was made: all are, before anything else begins. */
    readonly migration: string;
    /** Its clock before ours. */
    readonly aheadMs: number;
  };
  readonly queue: {
    readonly kind: 'database';
    readonly waiting: number;
    readonly delayed: number;
    readonly running: number;
    readonly failed: number;
    readonly oldestWaitSeconds: number;
  };
  /** Workers of all processes; those that only answer requests are not among them. */
  readonly nodes: readonly Node[];
  readonly lastBackup: Pick<AuditEntry, 'at' | 'actor'> | null;
}

type Parts = Pick<
  Application,
  'database' | 'settings' | 'tenant' | 'tenancy' | 'clock' | 'queue' | 'databaseDescription'
>;

/** A difference of clocks from which sign-ins and times of runs begin to look odd. */
const NOTABLE_SKEW_MS = 5_000;
const BACKUP_DAYS = 7;
const DAY_MS = 24 * 60 * 60_000;

export async function readSystem(application: Parts): Promise<System> {
  const { database, settings, tenant, tenancy } = application;
  const isOperator = !tenancy.isShared || tenant === FIRST_TENANT;
  const licence =
    settings.licence === 'required'
      ? await database.transaction('find licence', (transaction) => findTenantLicence(transaction, tenant))
      : null;
  const seen = isOperator ? await readServer(application) : null;
  return {
    version: programVersion(),
    mode: settings.mode,
    publicUrl: settings.publicUrl ?? null,
    licence,
    checks: [checkPublicUrl(settings), ...(seen === null ? [] : checkServer(application, seen))],
    server: seen?.server ?? null,
  };
}

interface Seen {
  readonly facts: DatabaseFacts;
  readonly server: ServerFacts;
}

async function readServer({ database, settings, clock, queue }: Parts): Promise<Seen> {
  const { facts, nodes, lastBackup, aheadMs } = await database.transaction('read system', async (transaction) => ({
    facts: await readDatabaseFacts(transaction),
    nodes: await readNodes(transaction),
    lastBackup: (await pageAudit(transaction, { action: 'backup' }, { after: null, limit: 1 }))[0] ?? null,
    aheadMs: await readSkew(transaction, clock),
  }));
  const tasks = Object.values((await (await queue()).stats()).tasks);
  const sum = (count: 'waiting' | 'delayed' | 'running' | 'dead') =>
    tasks.reduce((total, task) => total + task[count], 0);
  return {
    facts,
    server: {
      database: {
        kind: settings.databaseUrl === undefined ? 'embedded' : 'outside',
        version: facts.version,
        bytes: facts.bytes,
        migration: LATEST_MIGRATION,
        aheadMs,
      },
      queue: {
        kind: 'database',
        waiting: sum('waiting'),
        delayed: sum('delayed'),
        running: sum('running'),
        failed: sum('dead'),
        oldestWaitSeconds: Math.max(0, ...tasks.map(({ oldestWaitSeconds }) => oldestWaitSeconds)),
      },
      nodes,
      lastBackup: lastBackup === null ? null : { at: lastBackup.at, actor: lastBackup.actor },
    },
  };
}

/** By the middle of the time that the question takes. */
async function readSkew(transaction: Transaction, clock: Parts['clock']): Promise<number> {
  const asked = clock.now().getTime();
  const [row] = await transaction.query('select extract(epoch from syncline_now())::float8 * 1000 as now_ms');
  const answered = clock.now().getTime();
  return Math.round(Number(row?.now_ms) - (asked + answered) / 2);
}

function checkPublicUrl({ publicUrl }: Settings): Check {
  const check = { id: 'public-url', name: 'the address under which browsers reach the server is known' };
  if (publicUrl !== undefined) return checked({ ...check, outcome: 'ok', found: publicUrl });
  return checked({
    ...check,
    outcome: 'warning',
    found:
      'it answers only to names of its own machine, and neither a Jira nor a sign-in provider can lead people back to it',
    fix: 'Set SYNCLINE_PUBLIC_URL, such as https://syncline.example.com, and start the server again',
  });
}

function checkServer({ clock }: Parts, { facts, server }: Seen): readonly Check[] {
  const { database, queue, lastBackup } = server;
  const seconds = Math.round(Math.abs(database.aheadMs) / 1000);
  const isSkewed = Math.abs(database.aheadMs) >= NOTABLE_SKEW_MS;
  return [
    ...checkDatabase(facts, server.database.kind === 'embedded' ? 'embedded PostgreSQL' : 'PostgreSQL'),
    checked({
      id: 'clock',
      name: 'the clocks of server and database agree',
      outcome: isSkewed ? 'warning' : 'ok',
      found: isSkewed ? `the database is ${seconds} s ${database.aheadMs > 0 ? 'ahead' : 'behind'}` : null,
      fix: isSkewed ? 'Set both machines by a time server (try: timedatectl set-ntp true)' : null,
    }),
    checked({
      id: 'queue',
      name: 'no work was given up',
      outcome: queue.failed > 0 ? 'warning' : 'ok',
      found: queue.failed > 0 ? `${queue.failed} of the queue were given up after their attempts` : null,
      fix:
        queue.failed > 0
          ? 'See the log of the server for why; what they were about is found again by the next runs'
          : null,
    }),
    checkBackup(lastBackup?.at ?? null, clock.now()),
  ];
}

function checkBackup(at: Date | null, now: Date): Check {
  const check = { id: 'backup', name: 'there is a recent backup' };
  const fix = 'Make one now and then by a schedule: syncline backup FILE';
  if (at === null) {
    const found = 'none was made by syncline backup; one of another kind is not known here';
    return checked({ ...check, outcome: 'warning', found, fix });
  }
  const days = Math.floor((now.getTime() - at.getTime()) / DAY_MS);
  if (days < BACKUP_DAYS) return checked({ ...check, outcome: 'ok' });
  return checked({ ...check, outcome: 'warning', found: `the last one is ${days} days old`, fix });
}
