import { z } from 'zod';
import type { CheckedComment, CheckedItem } from './checked-item.js';
import type { ToolClient } from './tool-client.js';
import { wordsOfText } from './words.js';

const PAGE_SIZE = 1000;
const MARK = /^syncline:(\S+)$/;
/** The first line of an entry that the sync has written: who wrote it over there, and the mark. */
const AUTHOR_LINE = /^.*\[syncline:([^\]\s]+)\](?:\n|$)/;
/** The journal that customers do not see. */
const INTERNAL_JOURNAL = 'work_notes';

const rows = z.looseObject({ result: z.array(z.record(z.string(), z.string())) });
type Row = Readonly<Record<string, string>>;

/** Which records are read. */
export interface ServiceNowScope {
  readonly table: string;
  /** An encoded query. */
  readonly filter: string | undefined;
  /** User name of the sync's account. */
  readonly account: string;
}

/** Every record of a table with its comments and work notes. */
export async function readServiceNow(
  client: ToolClient,
  { table, filter, account }: ServiceNowScope,
): Promise<CheckedItem[]> {
  const all = await list(client, table, '');
  const inScope = filter === undefined ? all : await list(client, table, filter);
  const scoped = new Set(inScope.map((row) => row.sys_id));
  const entries = new Map<string, CheckedComment[]>();
  for (const entry of await list(client, 'sys_journal_field', 'elementINcomments,work_notes')) {
    const id = entry.element_id ?? '';
    entries.set(id, [...(entries.get(id) ?? []), commentFrom(entry, account)]);
  }
  return all.map((row) => ({
    id: row.sys_id ?? '',
    key: row.number ?? row.sys_id ?? '',
    type: table,
    values: row,
    mark: MARK.exec(row.correlation_display ?? '')?.[1] ?? null,
    comments: entries.get(row.sys_id ?? '') ?? [],
    isInScope: scoped.has(row.sys_id ?? ''),
  }));
}

async function list(client: ToolClient, table: string, query: string): Promise<Row[]> {
  const found: Row[] = [];
  for (;;) {
    const page = rows.parse(
      await client.get(`/api/now/table/${table}`, {
        sysparm_query: `${query === '' ? '' : `${query}^`}ORDERBYsys_id`,
        sysparm_exclude_reference_link: 'true',
        sysparm_limit: PAGE_SIZE,
        sysparm_offset: found.length,
      }),
    );
    found.push(...page.result);
    if (page.result.length < PAGE_SIZE) return found;
  }
}

function commentFrom(entry: Row, account: string): CheckedComment {
  const text = (entry.value ?? '').replaceAll('\r\n', '\n');
  const authorLine = AUTHOR_LINE.exec(text);
  const isOurs = entry.sys_created_by === account;
  return {
    id: entry.sys_id ?? '',
    words: wordsOfText(authorLine === null ? text : text.slice(authorLine[0].length)),
    isInternal: entry.element === INTERNAL_JOURNAL,
    isOurs,
    mark: authorLine?.[1] ?? null,
  };
}
