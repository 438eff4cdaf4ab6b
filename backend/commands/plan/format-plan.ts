import type { Plan, PlannedWrite } from '../../plans/index.js';
import { type Colours, counted, formatCount } from '../terminal/index.js';

/** What people call each side of an integration. */
export type SideNames = Readonly<Record<'left' | 'right', string>>;

/** What a run would write, for a person. */
export function formatPlan(plan: Plan, names: SideNames, colours: Colours): string {
  const { bold, dim, yellow, red } = colours;
  const { counts } = plan;
  const bothSides = ({ left, right }: { readonly left: number; readonly right: number }) =>
    `${formatCount(left)} in ${names.left}, ${formatCount(right)} in ${names.right}`;
  return `${[
    bold(`Plan for ${plan.integration}: ${plan.mode}, ${counted(counts.read, 'item')} looked at`),
    `  create    ${bothSides(counts.creates)}`,
    `  update    ${bothSides(counts.updates)}`,
    `  comment   ${bothSides(counts.comments)}`,
    `  link      ${formatCount(counts.pairs)} found on both sides`,
    `  in step   ${formatCount(counts.unchanged)}`,
    `  held      ${formatCount(counts.held)}`,
    ...plan.readOnly.map((name) => yellow(`  ${name} is read-only: what would go there is not planned`)),
    ...(counts.problems > 0 ? [`  problems  ${formatCount(counts.problems)}`] : []),
    ...plan.writes.flatMap((write) => ['', ...formatWrite(write, names, colours)]),
    ...(plan.held.length > 0 ? ['', bold('Held for a person:')] : []),
    ...plan.held.map(({ leftKey, rightKey, field, message }) =>
      yellow(`  ${leftKey ?? 'new'} ↔ ${rightKey ?? 'new'}  ${field}: ${message}`),
    ),
    ...(plan.problems.length > 0 ? ['', bold('Problems:')] : []),
    ...plan.problems.map((problem) => red(`  ${problem}`)),
    '',
    dim(`plan ${plan.id}, mapping version ${plan.mappingVersion}; nothing was written`),
  ].join('\n')}\n`;
}

function formatWrite(
  { kind, side, sourceKey, targetKey, fields }: PlannedWrite,
  names: SideNames,
  { green, red, dim }: Colours,
): string[] {
  const target = targetKey ?? 'a new item';
  return [
    `${green(kind)} ${target} ${dim(`in ${names[side]}, from ${sourceKey}`)}`,
    ...fields.map(({ name, before, after }) =>
      before === '' ? `    ${name}: ${green(after)}` : `    ${name}: ${red(before)} → ${green(after)}`,
    ),
  ];
}
