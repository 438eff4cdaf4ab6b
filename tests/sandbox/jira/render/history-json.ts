import type { JsonValue } from '../../../../backend/shared/index.js';
import type { HistoryItem, HistoryRecord } from '../store/index.js';
import { userByIdJson } from './user-json.js';
import type { View } from './view.js';

/** The changelog names some fields otherwise than the field list does. */
const HISTORY_NAMES: Readonly<Record<string, string>> = {
  components: 'Component',
  issuelinks: 'Link',
  issuekey: 'Key',
  parent: 'IssueParentAssociation',
  attachment: 'Attachment',
};

export function historyJson(entry: HistoryRecord, view: View): { [key: string]: JsonValue } {
  return {
    id: String(entry.id),
    author: userByIdJson(entry.authorId, view),
    created: view.date(entry.createdMs),
    items: entry.items.map((item) => itemJson(item, view)),
  };
}

function itemJson(item: HistoryItem, view: View): JsonValue {
  const field = view.directory.site.fields.find(({ id }) => id === item.fieldId);
  const isCustom = field?.isCustom ?? false;
  return {
    field: isCustom ? (field?.name ?? item.fieldId) : (HISTORY_NAMES[item.fieldId] ?? item.fieldId),
    fieldtype: isCustom ? 'custom' : 'jira',
    ...(view.isCloud ? { fieldId: item.fieldId } : {}),
    from: item.from,
    fromString: item.fromText,
    to: item.to,
    toString: item.toText,
  };
}
