import { Command } from 'commander';
import { type Conflict, listConflicts } from '../../conflicts/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { requireSync } from '../find-named.js';
import { formatConflicts } from './format-conflicts.js';
import { findHeldPairs, type HeldPair } from './held-pair-repository.js';

const HELP = `
Examples:
  syncline conflicts              everything that waits for a person
  syncline conflicts incidents
  syncline resolve 12 --take left settle one

A held field holds up nothing else: the other fields of its item go on.
`;

/** A conflict with its items. */
export interface HeldEntry {
  readonly conflict: Conflict;
  readonly pair: HeldPair;
}

export function conflictsCommand(context: CommandContext): Command {
  return new Command('conflicts')
    .summary('fields that wait for a person')
    .description('Lists the fields that wait for a person, with both values and why.')
    .argument('[name]', 'one integration')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (name: string | undefined, { json = false }: { readonly json?: boolean }) =>
        context.withApplication(async ({ database }) => {
          const entries = await database.transaction('list conflicts', async (transaction) => {
            const integration = name === undefined ? null : (await requireSync(transaction, name)).id;
            const conflicts = await listConflicts(transaction, integration);
            const pairs = await findHeldPairs(
              transaction,
              conflicts.map(({ linkId }) => linkId),
            );
            return conflicts.flatMap((conflict): HeldEntry[] => {
              const pair = pairs.get(conflict.linkId);
              return pair === undefined ? [] : [{ conflict, pair }];
            });
          });
          const { terminal } = context;
          if (json) terminal.printJson({ conflicts: entries.map(shownConflict) });
          else terminal.print(formatConflicts(entries, terminal.colours));
          return EXIT.done;
        }),
      ),
    );
}

/** A conflict as `--json` shows it. */
export function shownConflict({ conflict, pair }: HeldEntry) {
  const { id, field, reason, message, base, left, right, version, state, answer, openedAt } = conflict;
  return {
    id,
    integration: pair.integration,
    left: { key: pair.left.key, value: left },
    right: { key: pair.right.key, value: right },
    field,
    reason,
    message,
    base: base === null ? null : { left: base.left, right: base.right },
    version,
    state,
    answer,
    openedAt,
  };
}
