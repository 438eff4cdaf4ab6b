import Lozenge from '@atlaskit/lozenge';
import type { Stream } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { FactTable } from '../lists/fact-table.js';

const { runs } = WORDS;
const { streamColumns: columns } = runs;

const COLUMNS: readonly Column<Stream>[] = [
  {
    key: 'stream',
    title: columns.stream,
    cell: ({ side, identifier }) => (
      <span className="name">
        {identifier}
        <span className="small">{WORDS.conflicts[side]}</span>
      </span>
    ),
  },
  {
    key: 'state',
    title: columns.state,
    cell: ({ state }) => (
      <Lozenge appearance={state === 'finished' ? 'success' : 'inprogress'}>{runs.streamStates[state]}</Lozenge>
    ),
  },
  { key: 'pages', title: columns.pages, isNumber: true, cell: ({ pages }) => pages.toLocaleString('en') },
  { key: 'records', title: columns.records, isNumber: true, cell: ({ refs }) => refs.toLocaleString('en') },
  {
    key: 'upTo',
    title: columns.upTo,
    cell: ({ highWater }, now) => (highWater === null ? '' : sayMoment(highWater, now)),
  },
];

/** The lists that a run reads, page by page. */
export function StreamTable({ streams, now }: { readonly streams: readonly Stream[]; readonly now: Date }) {
  if (streams.length === 0) return <p className="subtle">{runs.noStreams}</p>;
  return <FactTable label={runs.streams} columns={COLUMNS} rows={streams} rowKey={({ id }) => id} now={now} />;
}
