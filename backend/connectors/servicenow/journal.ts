import { RefusedError } from '../../shared/index.js';
import {
  adfToText,
  type Comment,
  type CommentBody,
  type CommentChannel,
  withAuthorLine,
  withoutAuthorLine,
} from '../sdk/index.js';
import { isoFromLiteral } from './date-time.js';
import { isOneOf } from './encoded-query.js';
import { lineEndsOf } from './field-value.js';
import type { Instance } from './instance.js';

import { type Row, textAt } from './record.js';

/** The journals of a task. */
export const JOURNALS: readonly CommentChannel[] = [
  { id: 'comments', internal: false, kept: true },
  { id: 'work_notes', internal: true, kept: true },
];

const ENTRY_FIELDS = ['sys_id', 'element_id', 'element', 'value', 'sys_created_on', 'sys_created_by'];

/** The journal entries of these items by item, oldest first; one call for all of them. */
export async function readComments(
  instance: Instance,
  itemIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly Comment[]>> {
  const conditions = [
    isOneOf('element_id', itemIds),
    isOneOf(
      'element',
      JOURNALS.map((journal) => journal.id),
    ),
  ];
  const query = { table: 'sys_journal_field', conditions, fields: ENTRY_FIELDS, values: 'stored' } as const;
  const entries = await instance.api.listAll(query, signal);
  const byItem = new Map<string, Comment[]>(itemIds.map((id) => [id, []]));
  for (const entry of entries) {
    byItem.get(textAt(entry, 'element_id'))?.push(await commentOf(instance, entry, signal));
  }
  for (const comments of byItem.values()) comments.sort(byCreation);
  return byItem;
}

/**
 * Adds an entry to a journal, as plain text. The answer shows the record, not the entry, so its id stays unknown (B14); but a
 * record that took it counts one change more. @throws RefusedError when it did not (B6).
 */
export async function addComment(
  instance: Instance,
  request: {
    container: string;
    itemId: string;
    channel: string;
    body: CommentBody;
    authorLine: string;
    mark: string;
    changeCount?: number | null;
  },
  signal: AbortSignal,
): Promise<{ readonly id: null }> {
  const { container, itemId, channel, body, authorLine, mark, changeCount = null } = request;
  const words = body.kind === 'text' ? body.value : adfToText(body.value);
  const values = { [channel]: withAuthorLine(authorLine, mark, words) };
  const update = { table: container, id: itemId, values, fields: ['sys_id', 'sys_mod_count'] };
  const answered = Number.parseInt(textAt(await instance.api.update(update, signal), 'sys_mod_count'), 10);
  if (changeCount !== null && answered <= changeCount) {
    throw new RefusedError(`ServiceNow answered without an error and did not keep the entry in ${channel}`, {
      status: 200,
    });
  }
  return { id: null };
}

async function commentOf(instance: Instance, entry: Row, signal: AbortSignal): Promise<Comment> {
  const { mark, words } = withoutAuthorLine(lineEndsOf(textAt(entry, 'value')));
  const author = textAt(entry, 'sys_created_by');
  return {
    id: textAt(entry, 'sys_id'),
    body: { kind: 'text', value: words },
    channel: textAt(entry, 'element'),
    author: { id: author, label: author, email: null },
    byUs: await instance.account.is(author, signal),
    mark,
    createdAt: isoFromLiteral(textAt(entry, 'sys_created_on')) ?? '',
  };
}

function byCreation(a: Comment, b: Comment): number {
  return a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0;
}
