import { Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from '../command-context.js';
import type { ServeRole } from './serve.js';

const HELP = `
Examples:
  syncline serve                 pages and work, on http://127.0.0.1:8080
  syncline serve --port 9000
  syncline serve --role worker   work only; several such processes may share one database

Ctrl-C stops it cleanly. What it had in hand goes on with the next start, also after a crash.
`;

const ROLES = ['web', 'worker'] as const;
const LARGEST_PORT = 65_535;

export function serveCommand(context: CommandContext, version: string): Command {
  return new Command('serve')
    .summary('run the platform')
    .description('Runs the platform: does the work that is due, and shows how it goes on an address of this machine.')
    .addOption(
      new Option('--role <roles>', 'web, worker or web,worker').argParser(parseRoles).default(ROLES, 'web,worker'),
    )
    .option('--port <port>', 'where it listens; SYNCLINE_PORT or 8080 when absent', parsePort)
    .addHelpText('after', HELP)
    .action(
      context.action(async ({ role, port }: { readonly role: readonly ServeRole[]; readonly port?: number }) => {
        // The web server is a tenth of what every other command would load for nothing.
        const { serve } = await import('./serve.js');
        return serve(context, { roles: role, port: port ?? context.settings().port, version });
      }),
    );
}

function parseRoles(written: string): readonly ServeRole[] {
  const roles = written.split(',').map((role) => role.trim());
  const known = ROLES.filter((role) => roles.includes(role));
  if (roles.some((role) => !ROLES.some((one) => one === role))) {
    throw new InvalidArgumentError('Write web, worker or web,worker.');
  }
  return known;
}

function parsePort(written: string): number {
  const port = Number(written);
  if (!/^\d+$/.test(written) || port > LARGEST_PORT)
    throw new InvalidArgumentError(`Write a number from 0 to ${LARGEST_PORT}.`);
  return port;
}
