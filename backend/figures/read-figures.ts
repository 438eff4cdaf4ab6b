import type { Row, Transaction } from '../storage/index.js';
import { type DelayFigures, sumUpDelays } from './delay-scale.js';

/** What happened in a stretch of time, or of an integration in all of them. */
export interface Tally {
  readonly created: number;
  readonly updated: number;
  readonly held: number;
  readonly failed: number;
  /** From an item's change in its tool to its being written in the other. */
  readonly delay: DelayFigures;
  readonly calls: Calls;
}

interface Calls {
  readonly reads: number;
  readonly writes: number;
}

/** What was done and how long it took, over time. */
export interface Figures {
  /** The beginning of the first stretch. */
  readonly since: Date;
  readonly until: Date;
  readonly stretchSeconds: number;
  readonly total: Tally;
  /** The stretches in which anything happened, oldest first. */
  readonly stretches: readonly (Tally & { readonly at: Date })[];
  /** By name. */
  readonly integrations: readonly (Tally & { readonly integration: string })[];
  /** What runs have asked of each connection, by name. */
  readonly connections: readonly {
    readonly connection: string;
    readonly calls: Calls;
    readonly stretches: readonly (Calls & { readonly at: Date })[];
  }[];
}

/** Nothing older is remembered. */
const LONGEST_DAYS = 90;
const DAY_SECONDS = 86_400;
/** How finely a time is told, by how long it is; an hour more than a day or a week is one still. */
const GRAINS = [
  { upToSeconds: DAY_SECONDS + 3_600, stretchSeconds: 300 },
  { upToSeconds: 8 * DAY_SECONDS, stretchSeconds: 3_600 },
  { upToSeconds: Number.POSITIVE_INFINITY, stretchSeconds: DAY_SECONDS },
] as const;

/** From when on: a moment, or so many days before the database's now. */
export type Since = Date | { readonly days: number };

/**
 * Reads the figures since a moment, at most 90 days back, in at most some three hundred stretches. @param wanted.integrationId undefined: of all that whoever asks may see.
 */
export async function readFigures(
  transaction: Transaction,
  { since, integrationId }: { readonly since: Since; readonly integrationId: string | undefined },
): Promise<Figures> {
  const [clock] = await transaction.query(
    `select syncline_now() as now,
            extract(epoch from least(syncline_now() - coalesce($1::timestamptz, syncline_now() - make_interval(days => $2)),
                                     interval '${LONGEST_DAYS} days'))::float8 as seconds`,
    since instanceof Date ? [since.toISOString(), null] : [null, since.days],
  );
  const until = clock?.now as Date;
  const seconds = Math.max(0, Number(clock?.seconds));
  const stretchSeconds = GRAINS.find(({ upToSeconds }) => seconds <= upToSeconds)?.stretchSeconds ?? DAY_SECONDS;
  const stretchMs = stretchSeconds * 1_000;
  const begin = new Date(Math.floor((until.getTime() - seconds * 1_000) / stretchMs) * stretchMs);
  const asked = [begin.toISOString(), integrationId ?? null];
  const [byTime, byIntegration, names] = await Promise.all([
    transaction.query(
      `select date_bin(make_interval(secs => $3), f.began_at, timestamptz 'epoch') as at, figure, subject, sum(count) as count
         from figures f join integrations i on i.id = f.integration_id and i.archived_at is null
        where f.began_at >= $1 and ($2::uuid is null or i.id = $2) group by 1, 2, 3 order by 1`,
      [...asked, stretchSeconds],
    ),
    transaction.query(
      `select i.name, figure, subject, sum(count) as count
         from figures f join integrations i on i.id = f.integration_id and i.archived_at is null
        where f.began_at >= $1 and ($2::uuid is null or i.id = $2) group by 1, 2, 3`,
      asked,
    ),
    transaction.query(
      'select name from integrations where archived_at is null and ($1::uuid is null or id = $1) order by name',
      [integrationId ?? null],
    ),
  ]);
  const stretches = grouped(byTime, ({ at }) => (at as Date).toISOString());
  const ofIntegration = grouped(byIntegration, ({ name }) => String(name));
  return {
    since: begin,
    until,
    stretchSeconds,
    total: tallyOf(byTime),
    stretches: [...stretches].map(([at, rows]) => ({ at: new Date(at), ...tallyOf(rows) })),
    integrations: names.map(({ name }) => ({
      integration: String(name),
      ...tallyOf(ofIntegration.get(String(name)) ?? []),
    })),
    connections: connectionsOf(byTime.filter(isCall)),
  };
}

function connectionsOf(rows: readonly Row[]): Figures['connections'] {
  const byName = [...grouped(rows, ({ subject }) => String(subject))].sort(([a], [b]) => (a < b ? -1 : 1));
  return byName.map(([connection, ofOne]) => ({
    connection,
    calls: callsOf(ofOne),
    stretches: [...grouped(ofOne, ({ at }) => (at as Date).toISOString())].map(([at, each]) => ({
      at: new Date(at),
      ...callsOf(each),
    })),
  }));
}

function grouped(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function tallyOf(rows: readonly Row[]): Tally {
  const delays = new Map<number, number>();
  for (const { figure, subject, count } of rows) {
    if (figure === 'delay') delays.set(Number(subject), (delays.get(Number(subject)) ?? 0) + Number(count));
  }
  return {
    created: sum(rows, 'created'),
    updated: sum(rows, 'updated'),
    held: sum(rows, 'held'),
    failed: sum(rows, 'failed'),
    delay: sumUpDelays(delays),
    calls: callsOf(rows),
  };
}

function callsOf(rows: readonly Row[]): Calls {
  return { reads: sum(rows, 'reads'), writes: sum(rows, 'writes') };
}

function isCall({ figure }: Row): boolean {
  return figure === 'reads' || figure === 'writes';
}

function sum(rows: readonly Row[], figure: string): number {
  return rows.reduce((total, row) => (row.figure === figure ? total + Number(row.count) : total), 0);
}
