import { basename } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Application, Worker } from '../../application/index.js';
import { recordAudit } from '../../audit/index.js';
import { type Integration, listIntegrations, openJob, requireSync } from '../../integrations/index.js';
import { type ImportedPairs, importPairs, type PairColumns, readPairFile } from '../../pairs/index.js';
import { ConfigurationError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { counted } from '../terminal/index.js';

const HELP = `
Examples:
  syncline links import pairs.csv --dry-run      which pairs would be linked, and which not
  syncline links import pairs.csv --integration incidents
  syncline links import export.csv --columns "Local issue,Remote issue"

One pair of keys in a line (BENCH-12,INC0010007), with a heading or without. Exports of other products fit as they are where their columns are
called left and right, local and remote, or source and target; --columns names any others, --swap exchanges the sides. Nothing is written
to the tools: the next run lets both items meet, and \`syncline plan\` shows before what that would change.
`;

interface ImportOptions {
  readonly integration?: string;
  readonly columns?: PairColumns;
  readonly swap?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function importLinksCommand(context: CommandContext): Command {
  return new Command('import')
    .summary('link the pairs of a file')
    .description('Links pairs of items that a CSV file names, so that nothing is created for them.')
    .argument('<file>', 'a CSV file with two keys in a line')
    .option('--integration <name>', 'of which integration; needed where there are several')
    .option('--columns <left,right>', 'names of its columns, or their numbers from 1', readColumns)
    .option('--swap', 'its first key is of the right side')
    .option('--dry-run', 'only say what would be linked')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (file: string, options: ImportOptions) =>
        context.withApplication(async (application) => {
          const worker = await application.startWorker();
          try {
            return await importFile(context, { ...worker, application }, file, options);
          } finally {
            await worker.stop();
          }
        }),
      ),
    );
}

async function importFile(
  { terminal, signal }: CommandContext,
  { engine, lost, application }: Pick<Worker, 'engine' | 'lost'> & { readonly application: Application },
  file: string,
  { integration: name, columns, swap = false, dryRun: isDryRun = false, json = false }: ImportOptions,
) {
  const { database, actor } = application;
  const integration = await database.transaction('find integration', async (transaction) => {
    const chosen = await chooseIntegration(transaction, name);
    const details = { integration: chosen.name };
    if (!isDryRun) await recordAudit(transaction, actor, { action: 'import links', subject: basename(file), details });
    return chosen;
  });
  const given = AbortSignal.any([signal, lost]);
  const run = { id: engine.random.uuid(), lane: 'incremental' };
  const { job } = await openJob(engine, integration, run, given);
  const pairs = readPairFile(file, columns ?? null);
  const imported = await importPairs(job, swap ? swapped(pairs) : pairs, { isDryRun, source: basename(file) }, given);
  if (json) terminal.printJson({ integration: integration.name, isDryRun, ...imported });
  else terminal.print(describe(integration.name, imported, isDryRun));
  return imported.refused.length === 0 ? EXIT.done : EXIT.differences;
}

async function* swapped(pairs: ReturnType<typeof readPairFile>): ReturnType<typeof readPairFile> {
  for await (const { line, left, right } of pairs) yield { line, left: right, right: left };
}

async function chooseIntegration(transaction: Transaction, name: string | undefined): Promise<Integration> {
  if (name !== undefined) return requireSync(transaction, name);
  const all = await listIntegrations(transaction);
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  throw new ConfigurationError(
    all.length === 0
      ? 'there is no integration yet; apply a file first'
      : `say of which integration: --integration ${all.map((each) => each.name).join(' or ')}`,
  );
}

function describe(name: string, { linked, known, refused }: ImportedPairs, isDryRun: boolean): string {
  return [
    ...refused.map(({ line, left, right, reason }) => `line ${line}: ${left} and ${right}: ${reason}`),
    `${counted(linked, 'pair')} ${isDryRun ? 'would be linked' : 'linked'} in ${name}, ${known} known already, ${refused.length} refused.`,
    ...(linked > 0 && !isDryRun ? [`See what the next run makes of them: syncline plan ${name}`] : []),
  ].join('\n');
}

function readColumns(written: string): PairColumns {
  const [left = '', right = '', ...more] = written.split(',').map((column) => column.trim());
  if (left === '' || right === '' || more.length > 0)
    throw new InvalidArgumentError('Write two names or numbers, separated by a comma.');
  return { left, right };
}
