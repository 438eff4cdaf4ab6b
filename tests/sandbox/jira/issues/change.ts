import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../../../backend/shared/index.js';
import { behaviourOf, type Trace } from '../fields/index.js';
import type { Act } from '../state.js';
import type { HistoryItem, IssueRecord } from '../store/index.js';
import { nextUpdatedMs, saveIssue } from './save.js';

/** Stored values by field id; null clears. */
export type Changes = Readonly<Record<string, JsonValue>>;

/**
 * Changes stored values and writes the changelog. When nothing is different, nothing is written and `updated` stays,
 * as in Jira. `also` carries changes of the record itself (status, key, ...) with their history.
 */
export function changeIssue(
  act: Act,
  record: IssueRecord,
  changes: Changes,
  also: { readonly patch: Partial<IssueRecord>; readonly items: readonly HistoryItem[] } = { patch: {}, items: [] },
): IssueRecord {
  const changed = Object.entries(changes).filter(
    ([fieldId, value]) => !isDeepStrictEqual(record.values[fieldId] ?? null, value),
  );
  if (changed.length === 0 && also.items.length === 0) return record;
  const values = { ...record.values };
  for (const [fieldId, value] of changed) {
    if (value === null) delete values[fieldId];
    else values[fieldId] = value;
  }
  const items = [...also.items, ...changed.map(([fieldId, value]) => historyItem(act, record, fieldId, value))];
  const updatedMs = nextUpdatedMs(act, record);
  return saveIssue(act, {
    ...record,
    ...also.patch,
    values,
    updatedMs: isSilent(act, items) ? record.updatedMs : updatedMs,
    history: [
      ...record.history,
      { id: act.state.store.sequences.history.next(), authorId: act.account.accountId, createdMs: updatedMs, items },
    ],
  });
}

/** B19: some changes leave `updated` where it is. */
function isSilent({ state }: Act, items: readonly HistoryItem[]): boolean {
  const silent = state.manners.standing('B19');
  return silent !== undefined && items.every(({ fieldId }) => silent.fields.includes(fieldId));
}

function historyItem(act: Act, record: IssueRecord, fieldId: string, value: JsonValue): HistoryItem {
  const [from, to] = [record.values[fieldId] ?? null, value].map((stored) => traceOf(act, fieldId, stored)) as [
    Trace,
    Trace,
  ];
  return { fieldId, from: from.id, fromText: from.text, to: to.id, toText: to.text };
}

function traceOf({ state: { directory } }: Act, fieldId: string, stored: JsonValue): Trace {
  const field = directory.field(fieldId);
  const behaviour = field && behaviourOf(field.kind);
  if (field === undefined || behaviour === undefined) throw new Error(`${fieldId} stores no values`);
  return behaviour.trace(stored, field, directory);
}
