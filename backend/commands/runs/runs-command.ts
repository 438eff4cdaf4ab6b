import { Command } from 'commander';
import { requireSync } from '../../integrations/index.js';
import { listRuns, type Run } from '../../runs/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { parseCount } from '../parse-count.js';
import { type Colours, formatCount, formatMoment, formatSeconds, formatTable } from '../terminal/index.js';

const HELP = `
Examples:
  syncline runs incidents
  syncline runs incidents --limit 100 --json
`;
const USUAL_LIMIT = 20;
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

export function runsCommand(context: CommandContext): Command {
  return new Command('runs')
    .summary('the runs of an integration, newest first')
    .description('Lists the runs of an integration, newest first.')
    .argument('<name>', 'the integration')
    .option('--limit <count>', 'how many', parseCount, USUAL_LIMIT)
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(
        async (name: string, { limit, json = false }: { readonly limit: number; readonly json?: boolean }) =>
          context.withApplication(async ({ database }) => {
            const runs = await database.transaction('list runs', async (transaction) =>
              listRuns(transaction, (await requireSync(transaction, name)).id, limit),
            );
            const { terminal } = context;
            if (json) terminal.printJson({ integration: name, runs: runs.map(shown) });
            else terminal.print(runs.length === 0 ? `${name} has not run yet.` : formatRuns(runs, terminal.colours));
            return EXIT.done;
          }),
      ),
    );
}

function shown({ id, mode, state, request, counters, calls, error, createdAt, startedAt, finishedAt }: Run) {
  return { run: id, mode, state, request, ...counters, calls, error, createdAt, startedAt, finishedAt };
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
