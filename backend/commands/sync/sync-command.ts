import { Command, Option } from 'commander';
import { requestSync } from '../../application/index.js';
import type { CommandContext } from '../command-context.js';
import { noteQueued } from './note-queued.js';
import { syncAndWait } from './sync-and-wait.js';
import { type SyncOptions, wantedRun } from './wanted-run.js';

const HELP = `
Examples:
  syncline sync incidents --onboarding --wait   take over what exists on both sides, with progress
  syncline sync incidents --wait                carry what changed since the last run
  syncline sync incidents --reconcile --wait    look through everything, as the server does each night
  syncline sync incidents --item BENCH-12       carry one item, whatever was seen of it before
  syncline sync incidents --plan plan.json --wait
                                                exactly what a plan says; what has drifted since is named
  syncline sync incidents                       leave it to the server (syncline serve)

With --wait this process does the work itself, and also finishes runs whose worker has died. Ctrl-C leaves the rest for the
next run; nothing is lost. Ends with 0 when all is done, 1 when items failed or the run could not finish, 2 when it could not run.
`;

export function syncCommand(context: CommandContext): Command {
  return new Command('sync')
    .summary('run an integration once, now')
    .description('Runs an integration once, now.')
    .argument('<name>', 'the integration')
    .option('--onboarding', 'take over what exists already, instead of what changed')
    .addOption(
      new Option('--reconcile', 'also what polls miss: moved, silently changed and vanished items').conflicts([
        'onboarding',
        'item',
        'plan',
      ]),
    )
    .option('--item <key...>', 'only these items, by key')
    .option('--plan <file>', 'exactly what this plan says, from syncline plan --out')
    .option('--wait', 'work until it is finished, with progress on a terminal')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action((name: string, options: SyncOptions) =>
        context.withApplication(async (application) => {
          if (options.wait === true) return syncAndWait(context, application, name, options);
          const requested = await requestSync(application, name, await wantedRun(name, options));
          return noteQueued(context, application, requested, options);
        }),
      ),
    );
}
