import { Command } from 'commander';
import { type Application, forgetKeys, type KeyRotation, rotateKey } from '../../application/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { counted } from '../terminal/index.js';

const HELP = `
Examples:
  syncline key rotate    a new key; everything is sealed with it, the old one still opens
  syncline key forget    the old keys open nothing any more

Servers that run beside it go on: they read the key file again. Where other machines have a copy of the key file, give them the new one
at once. Backups made before need the old key: keep it with them. With SYNCLINE_SECRET_KEY, give every process OLD,NEW there first, then
NEW,OLD, then run \`syncline key rotate\`.
`;

interface KeyOptions {
  readonly json?: boolean;
}

/** The key that credentials are sealed with. */
export function keyCommand(context: CommandContext): Command {
  const command = new Command('key')
    .summary('change the key that credentials are sealed with')
    .description('Changes the key that credentials are sealed with.')
    .addHelpText('after', HELP);
  const deeds = [
    ['rotate', 'Makes a new key and seals everything with it; the old one still opens.', rotateKey],
    ['forget', 'Takes the old keys away, when everything is sealed with the present one.', forgetKeys],
  ] as const;
  for (const [name, description, deed] of deeds) command.addCommand(changing(context, name, description, deed));
  return command;
}

function changing(
  context: CommandContext,
  name: string,
  description: string,
  deed: (application: Application) => Promise<KeyRotation>,
): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'report as one JSON document')
    .action(
      context.action(async ({ json = false }: KeyOptions) =>
        context.withServer(async (application) => {
          const rotation = await deed(application);
          if (json) context.terminal.printJson(rotation);
          else context.terminal.print(describe(rotation));
          return rotation.unopened.length === 0 ? EXIT.done : EXIT.differences;
        }),
      ),
    );
}

function describe({ keyFile, resealed, unopened, retired }: KeyRotation): string {
  return [
    `${counted(resealed, 'secret')} sealed with the present key${keyFile === null ? '' : ` of ${keyFile}`}.`,
    ...unopened.map(({ connection, message }) => `Left as it was, ${connection}: ${message}`),
    describeRetired(keyFile, retired),
  ].join('\n');
}

function describeRetired(keyFile: string | null, retired: number): string {
  if (retired === 0) return 'No older key opens anything.';
  if (keyFile === null) return 'Leave the present key alone in SYNCLINE_SECRET_KEY when every process has it.';
  return `${counted(retired, 'older key')} still open${retired === 1 ? 's' : ''}: syncline key forget takes away what nothing needs.`;
}
