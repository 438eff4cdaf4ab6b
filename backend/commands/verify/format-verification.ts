import type { Finding, VerificationCounts } from '../../verification/index.js';
import { type Colours, formatCount } from '../terminal/index.js';

/** One line. */
export function formatFinding(finding: Finding, { red, yellow, dim }: Colours): string {
  const colour = finding.kind === 'held' || finding.kind === 'waiting' ? yellow : red;
  const pair = `${finding.left ?? 'nothing'} ↔ ${finding.right ?? 'nothing'}`;
  const field = 'field' in finding ? `${dim(finding.field)}: ` : '';
  return `${colour(WORDS[finding.kind])}  ${pair}  ${field}${finding.message}`;
}

/** What it comes to. */
export function formatSummary(
  name: string,
  counts: VerificationCounts,
  faults: readonly string[],
  isEqual: boolean,
  { bold, green, red, yellow }: Colours,
): string {
  const line = (label: string, count: number) => (count === 0 ? [] : [`  ${label.padEnd(17)} ${formatCount(count)}`]);
  return [
    isEqual ? green(bold(`${name}: both sides are equal`)) : red(bold(`${name}: both sides differ`)),
    `  ${'links'.padEnd(17)} ${formatCount(counts.links)}, ${formatCount(counts.equal)} of them equal`,
    ...line('differing fields', counts.differs),
    ...line('held fields', counts.held),
    ...line('waiting fields', counts.waiting),
    ...line('without a partner', counts.missing),
    ...line('gone', counts.gone),
    ...line('missing comments', counts['comment-missing']),
    ...line('not to be linked', counts.unlinked),
    ...faults.map((fault) => yellow(`  not compared: ${fault}`)),
  ].join('\n');
}

const WORDS = {
  differs: 'differs ',
  held: 'held    ',
  waiting: 'waiting ',
  gone: 'gone    ',
  missing: 'missing ',
  'comment-missing': 'comment ',
} as const satisfies Record<Finding['kind'], string>;
