import type { HeldEntry } from '../../conflicts/index.js';
import { type Colours, counted, formatMoment, showValue } from '../terminal/index.js';

/** What waits for a person, and how to answer. */
export function formatConflicts(entries: readonly HeldEntry[], colours: Colours): string {
  if (entries.length === 0) return 'Nothing waits for you.\n';
  const blocks = entries.map((entry) => formatConflict(entry, colours));
  const first = entries[0]?.conflict.id ?? '';
  const hint = colours.dim(
    `${counted(entries.length, 'field')} held. Settle one: syncline resolve ${first} --take left|right|base, or --value JSON`,
  );
  return `${[...blocks, hint].join('\n\n')}\n`;
}

/** One held field with all its values. */
function formatConflict({ conflict, pair }: HeldEntry, { bold, dim, green, yellow }: Colours): string {
  const { id, field, message, base, left, right, state, openedAt } = conflict;
  const answered = state === 'answered' ? green('  answered; the next run acts on it') : '';
  return [
    `${bold(id)}  ${bold(`${pair.left.key} ↔ ${pair.right.key}`)}  ${yellow(field)}${answered}`,
    `    ${message}  ${dim(`(${pair.integration}, since ${formatMoment(openedAt)})`)}`,
    `    ${dim('left ')}  ${showValue(left)}`,
    `    ${dim('right')}  ${showValue(right)}`,
    ...(base === null ? [] : [`    ${dim('base ')}  ${showValue(base.left)}${sameWords(base.left, base.right)}`]),
  ].join('\n');
}

function sameWords(left: Parameters<typeof showValue>[0], right: Parameters<typeof showValue>[0]): string {
  const words = showValue(right);
  return words === showValue(left) ? '' : ` / ${words}`;
}
