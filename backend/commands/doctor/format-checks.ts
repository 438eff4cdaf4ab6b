import type { Check } from '../../connectors/sdk/index.js';
import type { CheckGroup, Generated } from '../../doctor/index.js';
import type { Colours } from '../terminal/index.js';

/** How many of each outcome. */
export type CheckCounts = Readonly<Record<'ok' | 'fails' | 'warnings' | 'cannotTell', number>>;

/** A group with its checks; what is well takes one line, what is not says what to do. */
export function formatGroup({ kind, name, about, checks }: CheckGroup, colours: Colours, width: number): string {
  const { bold, dim } = colours;
  const heading = kind === 'platform' ? bold('this installation') : `${bold(name)}  ${dim(about)}`;
  return [heading, ...checks.map((check) => formatCheck(check, colours, width)), '', ''].join('\n');
}

/** What it comes to. */
export function formatCounts(counts: CheckCounts, { bold, green, red }: Colours): string {
  const parts = [
    `${counts.ok} in order`,
    ...(counts.fails > 0 ? [`${counts.fails} failing`] : []),
    ...(counts.warnings > 0 ? [`${counts.warnings} to look at`] : []),
    ...(counts.cannotTell > 0 ? [`${counts.cannotTell} not to be told`] : []),
  ];
  return (counts.fails > 0 ? red : green)(bold(parts.join(', ')));
}

/** The files that were written, by connection. */
export function formatGenerated({ files, without }: Generated, { dim }: Colours): string {
  return [
    '',
    ...files.map(({ path, purpose }) => `${path}  ${dim(purpose)}`),
    ...without.map(({ connection, reason }) => dim(`nothing for ${connection}: ${reason}`)),
  ].join('\n');
}

function formatCheck({ name, outcome, found, neededBy, fix }: Check, colours: Colours, width: number): string {
  const { dim, cyan } = colours;
  const isWell = outcome === 'ok';
  const head = `  ${SIGNS[outcome](colours)} ${name}${isWell && found !== null ? dim(`: ${found}`) : ''}`;
  if (isWell) return head;
  const lines = [head];
  if (found !== null) lines.push(...indented(found, '', width));
  if (neededBy.length > 0) lines.push(...indented(neededBy.join(', '), 'needed by ', width).map(dim));
  if (fix !== null) lines.push(...indented(fix, '→ ', width).map(cyan));
  return lines.join('\n');
}

const INDENT = '      ';

/** Wrapped at spaces, later lines below the first word. */
function indented(text: string, lead: string, width: number): readonly string[] {
  const room = Math.max(40, width - INDENT.length - lead.length);
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line, index) => `${INDENT}${index === 0 ? lead : ' '.repeat(lead.length)}${line}`);
}

const SIGNS: Readonly<Record<Check['outcome'], (colours: Colours) => string>> = {
  ok: ({ green }) => green('✓'),
  fails: ({ red }) => red('✗'),
  warning: ({ yellow }) => yellow('!'),
  'cannot-tell': ({ dim }) => dim('?'),
};
