import type { Difference } from './difference.js';

/** Colours of a terminal; picocolors fits. */
export interface Colours {
  green(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  dim(text: string): string;
}

/**
 * Differences for a person, ending with a count:
 *
 *     ~ integrations.incidents.delay: 60s → 5m
 *     + connections.jira
 *         connector: jira
 */
export function formatDifference(differences: readonly Difference[], colours: Colours): string {
  if (differences.length === 0) return 'No differences.\n';
  const count = (kind: Difference['kind']) => differences.filter((difference) => difference.kind === kind).length;
  const summary = `${count('added')} added, ${count('changed')} changed, ${count('removed')} removed`;
  return `${differences.map((difference) => formatOne(difference, colours)).join('')}${colours.dim(summary)}\n`;
}

function formatOne({ kind, path, before, after }: Difference, colours: Colours): string {
  switch (kind) {
    case 'added':
      return `${colours.green(`+ ${path}${indented(after ?? '')}`)}\n`;
    case 'removed':
      return `${colours.red(`- ${path}${indented(before ?? '')}`)}\n`;
    case 'changed':
      return `${colours.yellow(`~ ${path}`)}: ${colours.red(before ?? '')} → ${colours.green(after ?? '')}\n`;
  }
}

/** One line stands beside the path, several below it. */
function indented(text: string): string {
  return text.includes('\n') ? `\n${text.replaceAll(/^/gm, '    ')}` : `: ${text}`;
}
