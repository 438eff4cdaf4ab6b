import { useCallback } from 'react';
import { call } from '../../api/call.js';
import type { Change, Run } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { LongList } from '../lists/long-list.js';
import { useLivePages } from '../lists/use-live-pages.js';
import { useHere } from '../shell/here.js';
import type { LiveWord } from '../shell/live-updates.js';

const LIVE: readonly LiveWord[] = ['runs'];

const { runs } = WORDS;
const { changeColumns: columns } = runs;

const COLUMNS: readonly Column<Change>[] = [
  { key: 'item', title: columns.item, cell: ({ item }) => item.key },
  { key: 'what', title: columns.what, cell: ({ kind }) => runs.changeKinds[kind] },
  { key: 'found', title: columns.found, cell: ({ foundAt }, now) => sayMoment(foundAt, now) },
  {
    key: 'next',
    title: columns.next,
    cell: ({ dueAt, attempts }, now) => (
      <span className="name">
        <span>{new Date(dueAt) <= now ? runs.isDue : sayMoment(dueAt, now)}</span>
        {attempts > 0 && <span className="small">{runs.attempts(attempts)}</span>}
      </span>
    ),
  },
  { key: 'problem', title: columns.problem, cell: ({ problem }) => problem ?? runs.waits },
];

/** What the run has found and not dealt with, with the tool's own words where it is put off. */
export function ChangeList({ run: { id } }: { readonly run: Run }) {
  const { host } = useHere();
  const ask = useCallback(
    (paging: Readonly<Record<string, string>>) => call(host, 'GET /api/v1/changes', { query: { ...paging, run: id } }),
    [host, id],
  );
  const pages = useLivePages(ask, LIVE);
  return (
    <LongList
      label={runs.changes}
      columns={COLUMNS}
      pages={pages}
      rowKey={(change) => change.id}
      empty={<p className="subtle">{runs.noChanges}</p>}
    />
  );
}
