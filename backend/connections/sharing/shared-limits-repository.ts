import { type Grant, type Outage, PROBE_LEASE_MS, probeDelayMs } from '../../connectors/sdk/index.js';
import type { Row, Transaction } from '../../storage/index.js';
import { type Asking, agreement, grantDepartures } from './grant-departures.js';

const OUTAGE = `silent_since, problem,
       greatest(0, extract(epoch from probe_at - syncline_now()))::float8 * 1000 as retry_ms`;

const READ = `select agreed, extract(epoch from syncline_now())::float8 * 1000 as now_ms,
       greatest(0, extract(epoch from paused_until - syncline_now()))::float8 * 1000 as paused_ms, ${OUTAGE}
  from connection_limits where connection_id = $1 for update`;

/** Grants departures to a process, after those who asked before. */
export async function takeDepartures(
  transaction: Transaction,
  connectionId: string,
  asking: Omit<Asking, 'nowMs'>,
): Promise<Grant> {
  const row = (await transaction.query(READ, [connectionId]))[0] ?? (await begin(transaction, connectionId));
  const asked = { ...asking, nowMs: Number(row.now_ms) };
  const { agreed, grant } = grantDepartures(agreement.parse(row.agreed), asked);
  await transaction.query('update connection_limits set agreed = $2::jsonb where connection_id = $1', [
    connectionId,
    JSON.stringify(agreed),
  ]);
  return { ...grant, pausedMs: Number(row.paused_ms ?? 0), outage: outageOf(row) };
}

/** Takes a process out of what is agreed about all connections. */
export async function giveBackSeats(transaction: Transaction, process: string): Promise<void> {
  await transaction.query(
    `update connection_limits set agreed = agreed #- array['seenMs', $1::text] where agreed->'seenMs' ? $1::text`,
    [process],
  );
}

/** A shorter pause is over before a database that has crashed is back. */
const LEAST_KEPT_MS = 5_000;

/** Lets nothing leave for that long, in any process; a longer pause stays. What lasts outlives a crash of the database too. */
export async function pauseDepartures(transaction: Transaction, connectionId: string, delayMs: number): Promise<void> {
  await begin(transaction, connectionId);
  await transaction.query(
    `update connection_limits set paused_until = greatest(paused_until, syncline_now() + $2 * interval '1 millisecond')
      where connection_id = $1`,
    [connectionId, delayMs],
  );
  if (delayMs < LEAST_KEPT_MS) return;
  await transaction.query(
    `update connections set limited_until = syncline_now() + $2 * interval '1 millisecond'
      where id = $1 and (limited_until is null or limited_until < syncline_now() + $2 * interval '1 millisecond')`,
    [connectionId, delayMs],
  );
}

/** The table is empty after a crash of the database. */
async function begin(transaction: Transaction, connectionId: string): Promise<Row> {
  await transaction.query(
    `insert into connection_limits (connection_id, paused_until)
     select id, limited_until from connections where id = $1 on conflict do nothing`,
    [connectionId],
  );
  const [row] = await transaction.query(READ, [connectionId]);
  if (row === undefined) throw new Error(`there is no connection ${connectionId}`);
  return row;
}

/** The tool does not answer, or has failed a trial. */
export async function openCircuit(transaction: Transaction, connectionId: string, problem: string): Promise<Outage> {
  await begin(transaction, connectionId);
  const [known] = await transaction.query(
    'select silent_since, failed_probes from connection_limits where connection_id = $1 for update',
    [connectionId],
  );
  const failedProbes = known?.silent_since == null ? 0 : Number(known.failed_probes) + 1;
  const [row] = await transaction.query(
    `update connection_limits
        set silent_since = coalesce(silent_since, syncline_now()), problem = $2, failed_probes = $3,
            probe_at = syncline_now() + $4 * interval '1 millisecond'
      where connection_id = $1 returning ${OUTAGE}`,
    [connectionId, problem, failedProbes, probeDelayMs(failedProbes)],
  );
  const outage = row === undefined ? null : outageOf(row);
  if (outage === null) throw new Error(`there is no connection ${connectionId}`);
  return outage;
}

/** Makes the caller the one who tries, if it may, when it is time and nobody else does. */
export async function probeCircuit(
  transaction: Transaction,
  connectionId: string,
  mayTry: boolean,
): Promise<{ readonly isOurs: boolean; readonly outage: Outage | null }> {
  const [ours] = await transaction.query(
    `update connection_limits set probe_at = syncline_now() + $2 * interval '1 millisecond'
      where connection_id = $1 and $3 and silent_since is not null and probe_at <= syncline_now() returning ${OUTAGE}`,
    [connectionId, PROBE_LEASE_MS, mayTry],
  );
  if (ours !== undefined) return { isOurs: true, outage: outageOf(ours) };
  const [row] = await transaction.query(`select ${OUTAGE} from connection_limits where connection_id = $1`, [
    connectionId,
  ]);
  return { isOurs: false, outage: row === undefined ? null : outageOf(row) };
}

/** The tool answers again. */
export async function closeCircuit(transaction: Transaction, connectionId: string): Promise<void> {
  await transaction.query(
    `update connection_limits set silent_since = null, problem = null, probe_at = null, failed_probes = 0
      where connection_id = $1`,
    [connectionId],
  );
}

function outageOf(row: Row): Outage | null {
  if (row.silent_since === null) return null;
  return { since: row.silent_since as Date, problem: String(row.problem), retryInMs: Number(row.retry_ms) };
}
