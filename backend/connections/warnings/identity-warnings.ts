import type { SiteIdentity } from '../../connectors/sdk/index.js';
import type { Transaction } from '../../storage/index.js';
import type { Connection } from '../connection.js';
import { clearWarning, raiseWarning } from './warning-repository.js';

const MOST_SKEW_MS = 60_000;

/** Compares who answers now with who answered before, and the tool's clock with the database's. */
export async function warnOfIdentity(
  transaction: Transaction,
  { id, name, identity: before }: Connection,
  { timeZone, accountName, toolTime }: SiteIdentity,
): Promise<void> {
  if (before !== null && before.timeZone !== timeZone) {
    await raiseWarning(
      transaction,
      { connectionId: id, kind: 'time-zone-changed' },
      {
        message: `the time zone of ${accountName} in ${name} is ${timeZone} now, it was ${before.timeZone}`,
        fix: `set it back, or leave it: polls follow it from now on. What changed meanwhile may have been missed: syncline sync NAME --reconcile finds it`,
        shownForDays: 7,
      },
    );
  }
  if (toolTime !== null) await warnOfSkew(transaction, { connectionId: id, whose: `the clock of ${name}` }, toolTime);
}

/** Compares a clock with the database's. @param whose the clock, in words. */
export async function warnOfSkew(
  transaction: Transaction,
  {
    connectionId,
    whose,
    place = '',
  }: { readonly connectionId: string | null; readonly whose: string; readonly place?: string },
  shown: Date,
): Promise<void> {
  const [row] = await transaction.query('select extract(epoch from syncline_now())::float8 * 1000 as now_ms');
  const skewMs = shown.getTime() - Number(row?.now_ms);
  const subject = { connectionId, kind: 'clock-skew', place } as const;
  if (Math.abs(skewMs) <= MOST_SKEW_MS) return clearWarning(transaction, subject);
  await raiseWarning(transaction, subject, {
    message: `${whose} is ${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? 'ahead of' : 'behind'} the database's`,
    fix: 'let every host take its time from the network (NTP); what is due comes early or late until then, nothing is lost',
    shownForDays: 1,
  });
}
