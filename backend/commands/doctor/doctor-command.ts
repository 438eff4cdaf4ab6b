import { Command } from 'commander';
import type { Application } from '../../application/index.js';
import type { Check } from '../../connectors/sdk/index.js';
import { type CheckGroup, type DoctorParts, examine, generate, survey } from '../../doctor/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { type CheckCounts, formatCounts, formatGenerated, formatGroup } from './format-checks.js';

const HELP = `
Examples:
  syncline doctor                                this installation, every connection, every mapping
  syncline doctor jira                           one connection
  syncline doctor service-now --generate rights  also writes files into the folder rights that grant what is needed

Looks and changes nothing, neither here nor in a tool. Ends with 0 when nothing fails, 1 when something fails (named, with the
fix), 2 when it could not look.
`;

interface DoctorOptions {
  readonly generate?: string;
  readonly json?: boolean;
}

export function doctorCommand(context: CommandContext): Command {
  return new Command('doctor')
    .summary('each right and setting that is needed, and the fix')
    .description(
      'Tests each right and setting that the configuration needs, one by one, and says how to mend what is missing.',
    )
    .argument('[connection]', 'one connection; without it this installation and all of them')
    .option('--generate <folder>', 'write files there that grant the rights: update sets and lists of permissions')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (connection: string | undefined, options: DoctorOptions) =>
        context.withApplication((application) => report(context, partsOf(application), connection ?? null, options)),
      ),
    );
}

async function report(
  { terminal, signal }: CommandContext,
  parts: DoctorParts,
  connection: string | null,
  { generate: directory, json = false }: DoctorOptions,
): Promise<ExitCode> {
  const groups: CheckGroup[] = [];
  terminal.draw('looking …');
  const surveyed = await survey(parts, connection, signal);
  for await (const group of examine(parts, surveyed, signal)) {
    groups.push(group);
    terminal.draw('');
    if (!json) terminal.print(formatGroup(group, terminal.colours, terminal.width));
    terminal.draw('looking …');
  }
  const written = directory === undefined ? null : await generate(parts, surveyed, directory, signal);
  terminal.draw('');
  const counts = countsOf(groups.flatMap(({ checks }) => checks));
  if (json) {
    terminal.printJson({ isHealthy: counts.fails === 0, counts, groups, ...(written === null ? {} : written) });
  } else {
    terminal.print(formatCounts(counts, terminal.colours));
    if (written !== null) terminal.print(formatGenerated(written, terminal.colours));
  }
  return counts.fails === 0 ? EXIT.done : EXIT.differences;
}

function partsOf(application: Application): DoctorParts {
  const { settings } = application;
  const keyFile = 'file' in settings.secretKey ? settings.secretKey.file : null;
  return { ...application, place: { home: settings.home, keyFile } };
}

function countsOf(checks: readonly Check[]): CheckCounts {
  const of = (outcome: Check['outcome']) => checks.filter((check) => check.outcome === outcome).length;
  return { ok: of('ok'), fails: of('fails'), warnings: of('warning'), cannotTell: of('cannot-tell') };
}
