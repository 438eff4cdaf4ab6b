import type { Plan, PlannedWrite } from '../../plans/index.js';
import { type Colours, counted, formatCount } from '../terminal/index.js';

/** What a run would write, for a person. */
export function formatPlan(plan: Plan, colours: Colours): string {
  const { bold, dim, yellow, red } = colours;
  const { counts } = plan;
  const bothSides = ({ left, right }: { readonly left: number; readonly right: number }) =>
    `${formatCount(left)} left, ${formatCount(right)} right`;
  return `${[
    bold(`Plan for ${plan.integration}: ${plan.mode}, ${counted(counts.read, 'item')} looked at`),
    `  create    ${bothSides(counts.creates)}`,
    `  update    ${bothSides(counts.updates)}`,
    `  comment   ${bothSides(counts.comments)}`,
    `  in step   ${formatCount(counts.unchanged)}`,
    `  held      ${formatCount(counts.held)}`,
    ...plan.readOnly.map((name) => yellow(`  ${name} is read-only: what would go there is not planned`)),
    ...(counts.problems > 0 ? [`  problems  ${formatCount(counts.problems)}`] : []),
    ...plan.writes.flatMap((write) => ['', ...formatWrite(write, colours)]),
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
  { green, red, dim }: Colours,
): string[] {
  const target = targetKey ?? 'a new item';
  return [
    `${green(kind)} ${target} ${dim(`on the ${side}, from ${sourceKey}`)}`,
    ...fields.map(({ field, before, after }) =>
      before === '' ? `    ${field}: ${green(after)}` : `    ${field}: ${red(before)} → ${green(after)}`,
    ),
  ];
}
