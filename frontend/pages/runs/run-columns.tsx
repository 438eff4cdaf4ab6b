import { Link } from 'wouter';
import type { Run } from '../../api/operations.js';
import { sayDuration } from '../../words/duration.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { StateOfRun } from './state-of-run.js';

const { runs } = WORDS;
const { columns } = runs;

/** What the list tells of each run. */
export const RUN_COLUMNS: readonly Column<Run>[] = [
  {
    key: 'run',
    title: columns.run,
    cell: ({ id, integration, mode }) => (
      <span className="name">
        <Link href={`/runs/${id}`}>{runs.modes[mode]}</Link>
        <span className="small">{integration ?? runs.gone}</span>
      </span>
    ),
  },
  {
    key: 'state',
    title: columns.state,
    cell: ({ state, error }) => (
      <span className="name">
        <span>
          <StateOfRun state={state} />
        </span>
        {error !== null && <span className="small">{error.message}</span>}
      </span>
    ),
  },
  {
    key: 'began',
    title: columns.began,
    cell: ({ startedAt }, now) => (startedAt === null ? runs.notYet : sayMoment(startedAt, now)),
  },
  {
    key: 'took',
    title: columns.took,
    isNumber: true,
    cell: ({ startedAt, finishedAt }, now) => tookOf(startedAt, finishedAt, now),
  },
  { key: 'read', title: columns.read, isNumber: true, cell: ({ counters }) => counters.read.toLocaleString('en') },
  {
    key: 'written',
    title: columns.written,
    isNumber: true,
    cell: ({ counters: { created, updated } }) => runs.written(created, updated),
  },
  { key: 'held', title: columns.held, isNumber: true, cell: ({ counters }) => counters.held.toLocaleString('en') },
  {
    key: 'failed',
    title: columns.failed,
    isNumber: true,
    cell: ({ counters }) => counters.failed.toLocaleString('en'),
  },
];

function tookOf(startedAt: string | null, finishedAt: string | null, now: Date): string {
  if (startedAt === null) return '';
  const end = finishedAt === null ? now : new Date(finishedAt);
  return sayDuration(Math.max(0, end.getTime() - new Date(startedAt).getTime()));
}
