import { Command } from 'commander';
import { formatDifference } from '../../configuration/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { compareFile, noteFindings } from './read-configuration-file.js';

const HELP = `
Examples:
  syncline diff -f syncline.yaml

Ends with 0 when file and stored configuration say the same, 1 when they differ, 2 when the file is faulty.
`;

export function diffCommand(context: CommandContext): Command {
  return new Command('diff')
    .summary('show what applying a file would change')
    .description('Shows what applying a file would change, and changes nothing.')
    .requiredOption('-f, --file <file>', 'the file, usually syncline.yaml; - is standard input')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async ({ file: path, json = false }: { readonly file: string; readonly json?: boolean }) =>
        context.withApplication(async (application) => {
          const compared = await compareFile(application, context, path);
          noteFindings(context, compared);
          const { file, faults, notices, differences } = compared;
          const { terminal } = context;
          if (json) terminal.printJson({ differences, notices, faults });
          else if (file !== null) terminal.print(formatDifference(differences, terminal.colours));
          if (file === null) return EXIT.couldNotRun;
          return differences.length === 0 ? EXIT.done : EXIT.differences;
        }),
      ),
    );
}
