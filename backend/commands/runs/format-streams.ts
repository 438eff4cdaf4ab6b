import type { Run } from '../../runs/index.js';
import type { StreamStatus } from '../../streams/index.js';
import { type Colours, formatCount, formatMoment, formatTable } from '../terminal/index.js';

const HEADINGS = ['run', 'stream', 'reads', 'state', 'pages', 'records', 'read to'];

/** The streams of runs, with what `process-stream` wants to know. */
export function formatStreams(
  runs: readonly { readonly run: Run; readonly streams: readonly StreamStatus[] }[],
  { dim }: Colours,
): string {
  const rows = runs.flatMap(({ run, streams }) =>
    streams.map((stream) => [
      `${formatMoment(run.startedAt ?? run.createdAt)} ${run.mode}`,
      stream.id,
      stream.identifier,
      stream.state,
      formatCount(stream.pages),
      formatCount(stream.refs),
      stream.highWater === null ? '' : formatMoment(stream.highWater),
    ]),
  );
  return rows.length === 0 ? 'No stream of these runs is there.' : formatTable(HEADINGS.map(dim), rows);
}
