import { useCallback } from 'react';
import { Link } from 'wouter';
import { call } from '../../api/call.js';
import type { HistoryLine, Link as LinkOfItems } from '../../api/operations.js';
import { sayMessage } from '../../words/message.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { FieldWords } from '../fields/use-mapped-fields.js';
import type { Column } from '../lists/column.js';
import { LongList } from '../lists/long-list.js';
import { useLivePages } from '../lists/use-live-pages.js';
import { useHere } from '../shell/here.js';
import type { LiveWord } from '../shell/live-updates.js';

const LIVE: readonly LiveWord[] = ['links', 'conflicts'];

/** A place in the file, `items[0] summary:short_description`: which field it is says the line already. */
const IS_OF_MAPPING = /^items\[\d+\]/;

const { items } = WORDS;
const { historyColumns } = items;

/** What happened to a pair, field by field, the latest first. */
export function HistoryList({ link, words }: { readonly link: LinkOfItems; readonly words: FieldWords }) {
  const { host } = useHere();
  const { id } = link;
  const ask = useCallback(
    (paging: Readonly<Record<string, string>>) => call(host, 'GET /api/v1/history', { query: { ...paging, link: id } }),
    [host, id],
  );
  const pages = useLivePages(ask, LIVE);
  return (
    <LongList
      label={items.history}
      columns={columnsOf(link, words)}
      pages={pages}
      rowKey={(line) => line.id}
      empty={<p className="subtle">{items.noHistory}</p>}
    />
  );
}

function columnsOf(link: LinkOfItems, words: FieldWords): readonly Column<HistoryLine>[] {
  const keys = { left: link.left.key, right: link.right.key };
  const value = (line: HistoryLine, when: 'before' | 'after') => {
    const { integration, field, side, before, after } = line;
    if (field === null) return sayCount(line[when]);
    // What was held or settled has changed nothing yet.
    if (before === null && after === null) return '';
    return words.valueOf(integration, field, side ?? 'left', line[when]);
  };
  return [
    {
      key: 'what',
      title: historyColumns.what,
      cell: ({ kind, side, message }) => (
        <span className="name">
          {side === null ? items.kinds[kind] : items.inItem(items.kinds[kind], link[side].key)}
          {message !== null && <span className="small">{sayMessage(message, keys)}</span>}
        </span>
      ),
    },
    {
      key: 'field',
      title: historyColumns.field,
      cell: ({ integration, field }) => (field === null ? '' : words.nameOf(integration, field)),
    },
    { key: 'before', title: historyColumns.before, cell: (line) => value(line, 'before') },
    { key: 'after', title: historyColumns.after, cell: (line) => value(line, 'after') },
    {
      key: 'cause',
      title: historyColumns.cause,
      cell: ({ cause, run }) => (
        <span className="name">
          {run !== null && <Link href={`/runs/${run}`}>{items.byRun}</Link>}
          {cause !== null && !IS_OF_MAPPING.test(cause) && <span className="small">{cause}</span>}
        </span>
      ),
    },
    { key: 'at', title: historyColumns.at, cell: ({ at }, now) => sayMoment(at, now) },
  ];
}

/** What is made has all its values in one line of history. */
function sayCount(values: unknown): string {
  if (typeof values !== 'object' || values === null) return '';
  return items.values(Object.keys(values).length);
}
