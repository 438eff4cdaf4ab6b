import type { FieldValue } from '../../connectors/sdk/index.js';
import type { StoredLine } from '../../history/index.js';
import { type Colours, formatMoment, showValue } from '../terminal/index.js';
import type { PairHistory } from './history-command.js';

/** The history of pairs, for a person. */
export function formatHistory(
  histories: readonly PairHistory[],
  colours: Colours,
  { isVerified }: { readonly isVerified: boolean },
): string {
  return `${histories.map((history) => formatOne(history, colours, isVerified)).join('\n\n')}\n`;
}

function formatOne({ pair, lines, fault }: PairHistory, colours: Colours, isVerified: boolean): string {
  const { bold, dim, green, red } = colours;
  const ended = pair.endedAt === null ? '' : dim(`  (ended ${formatMoment(pair.endedAt)}: ${pair.endedReason})`);
  const proof = fault === null ? green(`${lines.length} lines, as they were written`) : red(fault);
  return [
    `${bold(`${pair.leftKey} ↔ ${pair.rightKey}`)}  ${dim(pair.integration)}${ended}`,
    ...lines.map((line) => `  ${formatLine(line, colours)}`),
    ...(isVerified ? [`  ${proof}`] : []),
  ].join('\n');
}

function formatLine(line: StoredLine, { dim }: Colours): string {
  const { at, kind, side, field, cause } = line;
  const subject = [kind, side === null ? null : `on the ${side}`, field].filter((word) => word !== null).join(' ');
  return `${dim(formatMoment(at))}  ${subject}${describeChange(line)}  ${dim(cause)}`;
}

function describeChange({ kind, field, before, after, message }: StoredLine): string {
  const words = message === null ? '' : `  ${message}`;
  if (kind === 'created' && field === null) return words;
  if (before === null && after === null) return words;
  return `  ${showValue(before)} → ${showValue(after as FieldValue)}${words}`;
}
