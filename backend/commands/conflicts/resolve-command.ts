import { Command, Option } from 'commander';
import { resolveConflict } from '../../application/index.js';
import { shownConflict } from '../../conflicts/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { parseCount } from '../parse-count.js';
import { readAnswer } from './read-answer.js';

const HELP = `
Examples:
  syncline resolve 12 --take left             the left value goes to the right side
  syncline resolve 12 --take base             both go back to what they last agreed on
  syncline resolve 12 --value '"High"'        a value of your own, as the left tool writes it, in JSON
  syncline resolve 12 --take left --always    and from now on the left side wins this field

The next run acts on the answer. An answer to values that have moved since is refused and shown anew.
`;

const SIDES = ['left', 'right', 'base'] as const;

/** As commander reads them. */
export interface ResolveOptions {
  readonly take?: (typeof SIDES)[number];
  readonly value?: string;
  readonly always?: boolean;
  readonly seen?: number;
  readonly json?: boolean;
}

export function resolveCommand(context: CommandContext): Command {
  const command = new Command('resolve');
  return command
    .summary('answer a conflict')
    .description('Answers a conflict: says which value a held field shall have.')
    .argument('<id>', 'its number, from syncline conflicts')
    .addOption(new Option('--take <side>', 'whose value it gets').choices(SIDES))
    .option('--value <json>', "a value of your own, in JSON, as the left side's tool writes it")
    .option('--always', 'also let that side win this field from now on (--take left or right)')
    .option('--seen <version>', 'refuse when it has moved since this version was shown', parseCount)
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (id: string, options: ResolveOptions) => {
        const answer = readAnswer(command, options);
        return context.withApplication(async (application) => {
          const { entry, policy } = await resolveConflict(application, {
            id,
            answer,
            seen: options.seen,
            always: options.always,
          });
          const { terminal } = context;
          if (options.json === true) {
            terminal.printJson({ conflict: shownConflict(entry), policy });
            return EXIT.done;
          }
          const { pair, conflict } = entry;
          terminal.print(
            `Answered: ${conflict.field} of ${pair.left.key} ↔ ${pair.right.key}. The next run acts on it:`,
          );
          terminal.print(`  syncline sync ${pair.integration} --wait   (a running server does it by itself)`);
          if (policy !== null) {
            terminal.print(
              `From now on the ${policy} side wins this field (a new version of the mapping of ${pair.integration}).`,
            );
          }
          return EXIT.done;
        });
      }),
    );
}
