import { z } from 'zod';
import { type JsonValue, MalformedAnswerError } from '../../shared/index.js';
import type { Page, PageQuery } from '../sdk/index.js';
import { literalFromDate, nextSecond } from './date-time.js';
import { encodedQuery } from './encoded-query.js';
import type { Instance } from './instance.js';
import { isCounted, itemReference, REFERENCE_FIELDS } from './item-reference.js';
import { type Row, textAt } from './record.js';
import type { Rows } from './table-api.js';

/**
 * Where the next page begins. Never an offset: records that change while a list is read would shift it (B4).
 * `after`: behind this `sys_id`. `since`: from this second on, which repeats what was read of it. `within`: a second with
 * more records than one page holds, by `sys_id`; its first page has no `sysId`.
 */
const position = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('after'), sysId: z.string() }),
  z.object({ kind: z.literal('since'), second: z.string() }),
  z.object({ kind: z.literal('within'), second: z.string(), sysId: z.string().nullable() }),
]);
type Position = z.infer<typeof position>;

/** One page of references by keyset, in the order that the query asks for. */
export async function readPage(instance: Instance, query: PageQuery, signal: AbortSignal): Promise<Page> {
  const start = startOf(query);
  const encoded = encodedQuery({
    filter: query.filter,
    conditions: [...boundsOf(query, start), ...conditionsOf(start)],
    orderBy: start?.kind === 'since' || (start === null && query.order === 'updated') ? BY_CHANGE : BY_IDENTITY,
  });
  const answer = await instance.api.list(
    { table: query.container, query: encoded, fields: REFERENCE_FIELDS, values: 'stored' },
    signal,
  );
  const next = query.order === 'identity' ? nextByIdentity(answer) : nextByChange(answer, start);
  instance.sightings.note(answer.rows.filter((record) => !isCounted(record)).map(itemReference));
  return { refs: answer.rows.map(itemReference), next, toolTime: answer.toolTime };
}

const BY_IDENTITY = ['sys_id'];
const BY_CHANGE = ['sys_updated_on', 'sys_id'];

function startOf(query: PageQuery): Position | null {
  if (query.after === null) return null;
  const parsed = position.safeParse(query.after);
  if (parsed.success) return parsed.data;
  throw new MalformedAnswerError('The stored position of a ServiceNow list cannot be read', { cause: parsed.error });
}

function boundsOf(query: PageQuery, start: Position | null): readonly string[] {
  // A position within the order of changes lies behind this bound already.
  const isBound = start === null || start.kind === 'after';
  return [
    ...(query.updatedSince !== null && isBound ? [`sys_updated_on>=${literalFromDate(query.updatedSince)}`] : []),
    ...(query.createdSince === null ? [] : [`sys_created_on>=${literalFromDate(query.createdSince)}`]),
  ];
}

function conditionsOf(start: Position | null): readonly string[] {
  switch (start?.kind) {
    case undefined:
      return [];
    case 'after':
      return [`sys_id>${start.sysId}`];
    case 'since':
      return [`sys_updated_on>=${start.second}`];
    case 'within':
      return [`sys_updated_on=${start.second}`, ...(start.sysId === null ? [] : [`sys_id>${start.sysId}`])];
  }
}

/** A full listing proves what is missing, so without a count only an empty page ends it. */
function nextByIdentity(answer: Rows): JsonValue {
  const last = answer.rows.at(-1);
  return last === undefined || answer.hasMore === false ? null : at({ kind: 'after', sysId: textAt(last, 'sys_id') });
}

/**
 * A poll whose answer is shorter than its limit is over, also where the tool counts nothing: should the limit have been
 * cut, the cursor stands at the last record read, and the next poll goes on from there.
 */
function nextByChange(answer: Rows, start: Position | null): JsonValue {
  const [first, last] = [answer.rows[0], answer.rows.at(-1)];
  const hasMore = answer.hasMore === true && first !== undefined && last !== undefined;
  if (start?.kind === 'within') {
    return hasMore
      ? at({ ...start, sysId: textAt(last, 'sys_id') })
      : at({ kind: 'since', second: nextSecond(start.second) });
  }
  if (!hasMore) return null;
  const second = changedAt(last);
  return changedAt(first) === second ? at({ kind: 'within', second, sysId: null }) : at({ kind: 'since', second });
}

function changedAt(record: Row): string {
  return textAt(record, 'sys_updated_on');
}

function at(next: Position): JsonValue {
  return next;
}
