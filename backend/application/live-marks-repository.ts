import type { Transaction } from '../storage/index.js';

/**
 * A short text for each word, which is another one when something of that word has changed: pages ask anew for what they show then.
 * What it is says nothing.
 */
export interface LiveMarks {
  /** Which there are, how they stand, when they run next. */
  readonly integrations: string;
  readonly connections: string;
  /** How far runs are, and which there are. */
  readonly runs: string;
  /** Links made, ended, held or refused by runs, and their history. */
  readonly links: string;
  readonly conflicts: string;
}

/** Beside those under way; who has slept through more than these has seen another mark before. */
const RECENT_RUNS = 5;

/** Reads the marks; by indexes alone, so that it can be done each second for everybody who looks. */
export async function readLiveMarks(transaction: Transaction): Promise<LiveMarks> {
  const [row] = await transaction.query(
    `with living as (select id, updated_at, next_run_at, state, mapping_version from integrations where archived_at is null),
          shown as (
            select r.id, r.state, r.phase, r.counters from living i cross join lateral (
              (select * from integration_runs where integration_id = i.id order by created_at desc limit ${RECENT_RUNS})
              union
              select * from integration_runs where integration_id = i.id and state in ('queued', 'running', 'delayed')
            ) r
          )
     select (select md5(coalesce(string_agg(concat_ws(' ', i.*), ',' order by id), '')) from living i) as integrations,
            (select md5(coalesce(string_agg(concat_ws(' ', id, state, paused_reason, updated_at, silent_since, problem, paused_until), ',' order by id), ''))
               from connections left join connection_limits on connection_id = id where archived_at is null) as connections,
            (select md5(coalesce(string_agg(concat_ws(' ', s.*), ',' order by id), '')) from shown s) as runs,
            (select md5(concat_ws(' ', sum((counters->>'created')::bigint), sum((counters->>'updated')::bigint), sum((counters->>'held')::bigint),
                                  sum((counters->>'failed')::bigint))) from shown) as links,
            (select md5(concat_ws(' ', count(*), max(c.id), max(c.changed_at)))
               from living i join conflicts c on c.integration_id = i.id and c.state <> 'closed') as conflicts`,
  );
  if (row === undefined) throw new Error('a query for one row gave none');
  const { integrations, connections, runs, links, conflicts } = row;
  return {
    integrations: String(integrations),
    connections: String(connections),
    runs: String(runs),
    links: String(links),
    conflicts: String(conflicts),
  };
}
