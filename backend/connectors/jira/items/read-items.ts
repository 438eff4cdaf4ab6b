import type { Item, ReadRequest, ReadResult } from '../../sdk/index.js';
import type { Account } from '../account.js';
import type { CommentReader } from '../comments/comment-reader.js';
import type { Dialect } from '../dialect/dialect.js';
import { ITEM_FIELDS, toItem } from './to-item.js';

/** Reads items by id from the database, with what comments and marks need beyond it. */
export async function readItems(
  parts: { readonly dialect: Dialect; readonly account: Account; readonly comments: CommentReader },
  request: ReadRequest,
  signal: AbortSignal,
): Promise<ReadResult> {
  const { accountId } = await parts.account.known(signal);
  const names = new Set<string>([...ITEM_FIELDS, ...request.fields.map((field) => field.id)]);
  names.delete('key');
  if (request.comments) names.add('comment');
  const marksOf = request.marks === false ? null : { account: accountId };
  const versionOf = parts.dialect.asking();
  const fetched = await parts.dialect.fetch({ idsOrKeys: request.ids, fields: [...names], marksOf }, signal);
  const comments = request.comments ? await parts.comments.ofIssues(fetched, accountId, signal) : null;
  const maker = { account: parts.account, accountId, forms: parts.dialect.forms, fields: request.fields, versionOf };
  const items: Item[] = fetched.map((issue) => toItem(issue, maker, comments?.get(issue.id) ?? null));
  const given = new Set(items.map((item) => item.id));
  const missing = request.ids.filter((id) => !given.has(id)).map((id) => ({ id, deleted: false, replacedBy: null }));
  return { items, missing };
}
