import { projectOf } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import type { Act } from '../state.js';
import type { HistoryItem, IssueRecord } from '../store/index.js';

/**
 * The change of an issue's type, empty when it has that type already.
 * @throws JiraRefusal when the project has no such type, or it is of another level
 */
export function typeChange(
  { state }: Act,
  record: IssueRecord,
  asked: { readonly id?: string; readonly name?: string },
): { readonly patch: Partial<IssueRecord>; readonly items: readonly HistoryItem[] } {
  const { directory } = state;
  const now = directory.issueType(record.typeId);
  const type = projectOf(state, record)
    .issueTypeIds.map((id) => directory.issueType(id))
    .find((candidate) => candidate !== undefined && (candidate.id === asked.id || candidate.name === asked.name));
  if (type === undefined || now === undefined || type.isSubtask !== now.isSubtask) {
    throw JiraRefusal.ofFields({ issuetype: 'The issue type selected is invalid.' });
  }
  if (type.id === now.id) return { patch: {}, items: [] };
  const item = { fieldId: 'issuetype', from: now.id, fromText: now.name, to: type.id, toText: type.name };
  return { patch: { typeId: type.id }, items: [item] };
}
