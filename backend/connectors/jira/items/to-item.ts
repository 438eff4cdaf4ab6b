import { MalformedAnswerError } from '../../../shared/index.js';
import type { Comment, FieldDescriptor, FieldValue, FieldValues, Item, Version, VersionOf } from '../../sdk/index.js';
import type { Account } from '../account.js';
import { type IssueAnswer, issue } from '../answers/issue.js';
import type { Forms } from '../dialect/forms.js';
import { markOf } from '../mark.js';
import { fromJira } from '../values/from-jira.js';

/** Fields that every read asks for, because an item is made of them. */
export const ITEM_FIELDS = ['project', 'issuetype', 'created', 'creator', 'updated'] as const;

/** What making items needs to know besides the answer. */
export interface ItemMaker {
  readonly account: Account;
  readonly accountId: string;
  readonly forms: Forms;
  readonly fields: readonly FieldDescriptor[];
  /** From before the call that gave the answer. */
  readonly versionOf: VersionOf;
}

/** The version of an issue as a page shows it: Jira moves `updated` at each change that it shows. */
export function versionAt(updated: string): Version {
  return { token: String(Date.parse(updated)), at: updated };
}

/** @throws MalformedAnswerError when what makes an item is missing. */
export function toItem(raw: unknown, maker: ItemMaker, comments: readonly Comment[] | null): Item {
  const result = issue.safeParse(raw);
  if (!result.success) {
    const fault = result.error.issues[0];
    throw new MalformedAnswerError(`An issue is not what Jira describes (${fault?.path.join('.')}: ${fault?.message})`);
  }
  const { id, key, fields, properties } = result.data;
  return {
    id,
    key,
    version: maker.versionOf({ id, version: versionAt(fields.updated) }),
    mark: markOf(properties) ?? null,
    url: maker.account.browseUrl(key),
    container: fields.project.key,
    typeId: fields.issuetype.id,
    createdAt: fields.created,
    createdByUs: fields.creator?.account === maker.accountId,
    lastChangedByUs: null,
    changeCount: null,
    fields: fieldValues(raw, result.data, maker),
    comments,
  };
}

/** From the raw answer: the schema has turned its own members into our forms already. */
function fieldValues(raw: unknown, parsed: IssueAnswer, { fields, forms }: ItemMaker): FieldValues {
  const rawFields = (raw as { readonly fields: Readonly<Record<string, unknown>> }).fields;
  const values: Record<string, FieldValue> = {};
  for (const { id, kind } of fields) {
    // An issue without a parent has no such member, while other empty fields are null.
    const isAnswered = Object.hasOwn(rawFields, id) || id === 'parent';
    const value = id === 'key' ? parsed.key : isAnswered ? fromJira(kind, rawFields[id], forms) : undefined;
    if (value !== undefined) values[id] = value;
  }
  return values;
}
