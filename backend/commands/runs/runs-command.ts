import { Command } from 'commander';
import { requireSync } from '../../integrations/index.js';
import { listRuns, type Run } from '../../runs/index.js';
import { pageStreams, type StreamStatus } from '../../streams/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { parseCount } from '../parse-count.js';
import { type Colours, formatCount, formatMoment, formatSeconds, formatTable } from '../terminal/index.js';
import { formatStreams } from './format-streams.js';

const HELP = `
Examples:
  syncline runs incidents
  syncline runs incidents --limit 100 --json
  syncline runs incidents --streams
`;
const USUAL_LIMIT = 20;
/** A run has one for each side; a replay as many as it was asked for. */
const MOST_STREAMS = 1_000;
const HEADINGS = [
  'started',
  'mode',
  'state',
  'took',
  'read',
  'created',
  'updated',
  'skipped',
  'held',
  'failed',
  'calls',
];

interface RunsOptions {
  readonly limit: number;
  readonly streams?: boolean;
  readonly json?: boolean;
}

export function runsCommand(context: CommandContext): Command {
  return new Command('runs')
    .summary('the runs of an integration, newest first')
    .description('Lists the runs of an integration, newest first.')
    .argument('<name>', 'the integration')
    .option('--limit <count>', 'how many', parseCount, USUAL_LIMIT)
    .option('--streams', 'the lists that they read, with the ids that process-stream wants')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (name: string, { limit, streams: withStreams = false, json = false }: RunsOptions) =>
        context.withApplication(async ({ database }) => {
          const found = await database.transaction('list runs', async (transaction) => {
            const runs = await listRuns(transaction, (await requireSync(transaction, name)).id, limit);
            const all = { after: null, limit: MOST_STREAMS };
            return Promise.all(
              runs.map(async (run) => ({
                run,
                streams: withStreams ? await pageStreams(transaction, run.id, all) : [],
              })),
            );
          });
          const { terminal } = context;
          const runs = found.map(({ run }) => run);
          if (json) {
            const documents = found.map(({ run, streams }) => ({
              ...shown(run),
              ...(withStreams ? { streams: streams.map(shownStream) } : {}),
            }));
            terminal.printJson({ integration: name, runs: documents });
          } else if (runs.length === 0) terminal.print(`${name} has not run yet.`);
          else if (withStreams) terminal.print(formatStreams(found, terminal.colours));
          else terminal.print(formatRuns(runs, terminal.colours));
          return EXIT.done;
        }),
      ),
    );
}

function shown({ id, mode, state, request, counters, calls, error, createdAt, startedAt, finishedAt }: Run) {
  return { run: id, mode, state, request, ...counters, calls, error, createdAt, startedAt, finishedAt };
}

function shownStream({ id, side, identifier, state, query, pages, refs, highWater }: StreamStatus) {
  return { stream: id, side, identifier, state, query, pages, refs, highWater };
}

function formatRuns(runs: readonly Run[], colours: Colours): string {
  const rows = runs.map((run) => [
    formatMoment(run.startedAt ?? run.createdAt),
    run.mode,
    colourOf(run, colours)(run.state),
    run.startedAt === null || run.finishedAt === null
      ? ''
      : formatSeconds((run.finishedAt.getTime() - run.startedAt.getTime()) / 1000),
    ...[
      run.counters.read,
      run.counters.created,
      run.counters.updated,
      run.counters.skipped,
      run.counters.held,
      run.counters.failed,
      Object.values(run.calls).reduce((sum, { reads, writes }) => sum + reads + writes, 0),
    ].map(formatCount),
  ]);
  const troubles = runs.flatMap(({ error, startedAt, createdAt }) =>
    error === null ? [] : [`${formatMoment(startedAt ?? createdAt)}  ${error.message}`],
  );
  return [formatTable(HEADINGS.map(colours.dim), rows), ...(troubles.length > 0 ? ['', ...troubles] : [])].join('\n');
}

function colourOf({ state }: Run, { green, red, yellow }: Colours) {
  if (state === 'finished') return green;
  return state === 'failed' || state === 'paused' || state === 'stopped' ? red : yellow;
}
