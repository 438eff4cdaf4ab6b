import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Transaction } from '../storage/index.js';

/** The time over which attempts are counted; it begins with the first one. */
const WINDOW_MINUTES = 15;

/** What is counted, and how often it may happen in a quarter of an hour. */
export interface Counted {
  readonly kind: 'account' | 'address' | 'start at provider';
  readonly of: string;
  readonly most: number;
}

/** How an attempt was taken. */
export interface Attempt {
  /** Of its quarter of an hour. */
  readonly isFirst: boolean;
  readonly isFirstTooMany: boolean;
  /** How long there is to wait; 0: the attempt may be made. */
  readonly waitSeconds: number;
}

/**
 * Counts an attempt before it is made, so that many at once, of whatever processes, cannot be more than one after the other.
 * (rate-limiter-flexible does the like, by the clock of each process and on connections of its own.)
 */
export async function takeAttempt(transaction: Transaction, counted: Counted): Promise<Attempt> {
  await transaction.query('delete from attempts where ends_at <= syncline_now()');
  const rows = await transaction.query(
    `insert into attempts as known (key, count, ends_at)
     values ($1, 1, syncline_now() + make_interval(mins => ${WINDOW_MINUTES}))
     on conflict (key) do update set count = known.count + 1
     returning count, ceil(extract(epoch from ends_at - syncline_now())) as seconds_left`,
    [keyOf(counted)],
  );
  const count = Number(rows[0]?.count);
  const waitSeconds = count > counted.most ? Math.max(1, Number(rows[0]?.seconds_left)) : 0;
  return { isFirst: count === 1, isFirstTooMany: count === counted.most + 1, waitSeconds };
}

/** Takes back an attempt that turned out to be right, alone or with those before it. */
export async function giveBackAttempt(
  transaction: Transaction,
  counted: Counted,
  which: 'this one' | 'all',
): Promise<void> {
  const left = which === 'all' ? '0' : 'greatest(0, count - 1)';
  await transaction.query(`update attempts set count = ${left} where key = $1`, [keyOf(counted)]);
}

/** What somebody has of addresses for himself: of IPv6 a network of 64 bits. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  // As the standard of addresses on the web writes it: small letters, no needless zeros, at most one gap.
  const [before = [], after] = new URL(`http://[${plain}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const gap = after === undefined ? 0 : 8 - before.length - after.length;
  return `${[...before, ...Array<string>(gap).fill('0'), ...(after ?? [])].slice(0, 4).join(':')}::/64`;
}

function keyOf({ kind, of }: Counted): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, of]))
    .digest('base64url');
}
