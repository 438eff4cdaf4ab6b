import { type Act, nowMs } from '../state.js';
import type { IssueRecord } from '../store/index.js';

/** Puts a new version of an issue in place; search may learn of it later (B1). */
export function saveIssue(act: Act, record: IssueRecord): IssueRecord {
  act.state.store.save(record, indexedAtMs(act));
  return record;
}

export function removeIssue(act: Act, id: number): void {
  act.state.store.remove(id, indexedAtMs(act));
}

/**
 * The `updated` of a change made now: later than the last one, for no two changes of an issue share a millisecond. B3: the database
 * keeps whole seconds, and they do.
 */
export function nextUpdatedMs(act: Act, record: IssueRecord): number {
  if (act.state.manners.standing('B3') === undefined) return Math.max(nowMs(act.state), record.updatedMs + 1);
  return Math.max(Math.floor(nowMs(act.state) / 1_000) * 1_000, record.updatedMs);
}

function indexedAtMs({ state, occasion }: Act): number | undefined {
  const lag = state.manners.draw('B1', occasion);
  return lag === undefined ? undefined : nowMs(state) + lag.delayMs;
}
