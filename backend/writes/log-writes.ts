import type { SyncJob } from '../integrations/index.js';
import type { NewWrite, SettledWrite } from './write-repository.js';

/** Says which writes are about to be made, without what they hold; to be called when the intents are committed. */
export function logIntents({ log }: SyncJob, writes: readonly NewWrite[]): void {
  for (const { id, kind, side, sourceKey } of writes) {
    log.debug('a write is intended', { writeId: id, kind, side, item: sourceKey });
  }
}

/** Says how writes have ended; to be called when that is committed. */
export function logSettled({ log }: SyncJob, settled: readonly SettledWrite[]): void {
  for (const { id, state, error } of settled) {
    if (state === 'done' || state === 'superseded') log.debug('a write is settled', { writeId: id, state });
    else log.info('a write was not taken', { writeId: id, state, reason: error });
  }
}
