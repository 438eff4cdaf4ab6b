import { Command } from 'commander';
import { listHistory, type StoredLine, verifyChain } from '../../history/index.js';
import { requireSync } from '../../integrations/index.js';
import { findPairs, type LinkedPair } from '../../links/index.js';
import { ConfigurationError } from '../../shared/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { formatHistory } from './format-history.js';

const HELP = `
Examples:
  syncline history BENCH-12            what happened to an item and its partner, field by field
  syncline history INC0010007 --verify also prove that no line was changed or taken out since

--verify ends with 1 when a history is not what was written.
`;

/** A pair with what happened to it. */
export interface PairHistory {
  readonly pair: LinkedPair;
  readonly lines: readonly StoredLine[];
  /** What is wrong with its chain; null: nothing, or not asked. */
  readonly fault: string | null;
}

interface HistoryOptions {
  readonly verify?: boolean;
  readonly integration?: string;
  readonly json?: boolean;
}

export function historyCommand(context: CommandContext): Command {
  return new Command('history')
    .summary('what happened to an item, field by field')
    .description(
      'Shows what happened to an item and its partner, field by field: before, after, when, and by which rule.',
    )
    .argument('<item>', 'its key on either side')
    .option('--verify', 'prove that the history is as it was written')
    .option('--integration <name>', 'only in this integration')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (item: string, { verify = false, integration, json = false }: HistoryOptions) =>
        context.withApplication(async ({ database }) => {
          const histories = await database.transaction('read history', async (transaction) => {
            if (integration !== undefined) await requireSync(transaction, integration);
            const pairs = await findPairs(transaction, item, integration ?? null);
            if (pairs.length === 0) {
              throw new ConfigurationError(`no item ${item} is linked; write its key as people do, such as BENCH-12`);
            }
            const found: PairHistory[] = [];
            for (const pair of pairs) {
              const lines = await listHistory(transaction, pair.linkId);
              found.push({ pair, lines, fault: verify ? verifyChain(lines, pair.historyHash) : null });
            }
            return found;
          });
          const { terminal } = context;
          if (json) terminal.printJson({ item, links: histories.map((history) => shown(history, verify)) });
          else terminal.print(formatHistory(histories, terminal.colours, { isVerified: verify }));
          return histories.some(({ fault }) => fault !== null) ? EXIT.differences : EXIT.done;
        }),
      ),
    );
}

function shown({ pair, lines, fault }: PairHistory, isVerified: boolean) {
  const { integration, leftKey, rightKey, endedAt, endedReason } = pair;
  return {
    integration,
    left: leftKey,
    right: rightKey,
    endedAt,
    endedReason,
    ...(isVerified ? { isTrue: fault === null, fault } : {}),
    lines: lines.map(({ at, kind, side, field, before, after, message, cause, runId }) => ({
      at,
      kind,
      side,
      field,
      before,
      after,
      message,
      cause,
      run: runId,
    })),
  };
}
