import { resolve } from 'node:path';
import { Command } from 'commander';
import type { WrittenFile } from '../../../addon/build/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { formatTable } from '../terminal/index.js';

const HELP = `
Examples:
  syncline addon build --base-url https://sync.example.com --out app

What it makes knows one address: build again when the server gets another one.
`;

interface BuildOptions {
  readonly baseUrl: string;
  readonly out: string;
  readonly licensed?: boolean;
  readonly json?: boolean;
}

/** What is installed in Jira. */
export function addonCommand(context: CommandContext, version: string): Command {
  return new Command('addon')
    .summary('the app for Jira')
    .description('Makes what is installed in Jira.')
    .addHelpText('after', HELP)
    .addCommand(build(context, version));
}

function build(context: CommandContext, version: string): Command {
  return new Command('build')
    .description('Makes the app of this server for each kind of Jira.')
    .requiredOption('--base-url <url>', 'the address under which browsers reach this server')
    .requiredOption('--out <dir>', 'the folder to write to; it is made where it is missing')
    .option('--licensed', 'declare it as an app that has a licence; what you build for yourself has none')
    .option('--json', 'report as one JSON document')
    .action(
      context.action(async ({ baseUrl: written, out, licensed = false, json = false }: BuildOptions) => {
        // Other commands need none of what makes builds.
        const { readBaseUrl, writeBuilds } = await import('../../../addon/build/index.js');
        const { ADDON_BUILDS } = await import('./addon-builds.js');
        const baseUrl = readBaseUrl(written);
        const folder = resolve(out);
        const forgeAppId = context.settings().jiraApp.forgeAppId ?? null;
        const target = { baseUrl, version, isLicensed: licensed, forgeAppId };
        const files = await writeBuilds(ADDON_BUILDS, target, folder);
        const { terminal } = context;
        if (json) terminal.printJson({ baseUrl, folder, files });
        else terminal.print(`${formatTable(['for', 'file', 'bytes'].map(terminal.colours.dim), files.map(shown))}`);
        return EXIT.done;
      }),
    );
}

function shown({ host, path, bytes }: WrittenFile): readonly string[] {
  return [host, path, String(bytes)];
}
