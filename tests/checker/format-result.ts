import type { CheckResult } from './check.js';

const SHOWN = 50;

/** The result as a table for people. */
export function formatResult({ issues, records, pairs, held, findings }: CheckResult): string {
  const counts = new Map<string, number>();
  for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const rows: [string, number][] = [
    ['issues in Jira', issues],
    ['items on the right', records],
    ['pairs', pairs],
    ['fields held', held],
    ...counts,
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const shown = findings.slice(0, SHOWN).map(({ kind, side, item, detail }) => `${kind} (${side}) ${item}: ${detail}`);
  const rest = findings.length > SHOWN ? [`... and ${findings.length - SHOWN} more`] : [];
  const verdict = findings.length === 0 ? 'Nothing is missing, doubled or different.' : `${findings.length} findings.`;
  return [...rows.map(([name, count]) => `${name.padEnd(width)}  ${count}`), ...shown, ...rest, verdict].join('\n');
}
