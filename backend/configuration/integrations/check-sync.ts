import { DateTime } from 'luxon';
import type { KnownConnection } from '../connections/read-connection.js';
import type { Draft } from '../schema/draft.js';
import type { SyncEntry } from '../schema/integration-schema.js';
import type { Reading } from '../settings.js';
import type { KeyPath } from '../text/key-path.js';
import { formatDuration, parseDuration } from '../text/quantity.js';
import { shownValue } from '../text/shown.js';
import { checkItems } from './check-items.js';
import { type Container, checkSides } from './check-sides.js';
import { DEFAULTS } from './defaults.js';

/** The least time between two runs where many tenants share one installation. */
const SAAS_DELAY_MS = 180_000;

/** Judges one sync; its containers, when both sides are known. */
export function checkSync(
  reading: Reading,
  path: KeyPath,
  entry: Draft<SyncEntry>,
  connections: ReadonlyMap<string, KnownConnection> | null,
): Readonly<Record<'left' | 'right', Container>> | null {
  checkBackfill(reading, [...path, 'backfill'], entry.backfill);
  noticeDelay(reading, [...path, 'delay'], entry.delay ?? formatDuration(DEFAULTS.delayMs));
  checkItems(reading.report, [...path, 'items'], entry.items ?? []);
  return checkSides(reading, path, entry, connections);
}

function checkBackfill({ report }: Reading, path: KeyPath, backfill: string | undefined): void {
  if (backfill === undefined || backfill === 'all' || backfill === 'none') return;
  const { isValid } = DateTime.fromISO(backfill.replace(' ', 'T'));
  if (!isValid)
    report.fault(path, `${shownValue(backfill, path)} is not a date of the calendar; write it as 2024-01-31`);
}

function noticeDelay({ report, mode }: Reading, path: KeyPath, delay: string): void {
  if (mode !== 'saas' || report.isFaulty(path) || parseDuration(delay) >= SAAS_DELAY_MS) return;
  report.notice(
    'adjusted',
    path,
    `${delay} is kept and runs at ${SAAS_DELAY_MS / 1000} s, the least in this installation`,
  );
}
