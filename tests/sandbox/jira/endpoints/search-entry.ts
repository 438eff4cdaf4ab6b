import { type JiraState, nowMs } from '../state.js';
import type { IssueRecord } from '../store/index.js';

/** What a search page shows of an issue: its properties are left out while the index does not know them (B13). */
export function searchEntry(state: JiraState, record: IssueRecord): IssueRecord {
  const hiddenUntilMs = state.hiddenProperties.get(record.id);
  if (hiddenUntilMs === undefined) return record;
  if (hiddenUntilMs > nowMs(state)) return { ...record, properties: {} };
  state.hiddenProperties.delete(record.id);
  return record;
}
