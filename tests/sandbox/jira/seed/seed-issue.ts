import type { JsonValue } from '../../../../backend/shared/index.js';
import type { SandboxRandom } from '../../http/index.js';
import type { Account } from '../site/index.js';
import * as adf from './adf-builders.js';
import { DEPARTMENTS, REMARKS, THEMES, type Theme } from './themes.js';

/** Named as often as they are likely. */
const TYPES = ['Task', 'Task', 'Task', 'Task', 'Bug', 'Bug', 'Story'];
const PRIORITIES = ['Medium', 'Medium', 'Medium', 'Medium', 'High', 'High', 'Low', 'Low', 'Highest', 'Lowest'];

/** Fields of an invented issue, in the API's form. */
export function inventIssue(
  random: SandboxRandom,
  people: readonly Account[],
): { readonly [field: string]: JsonValue } {
  const theme = pick(THEMES, random);
  const thing = pick(theme.things, random);
  const assignee = chance(0.6, random) ? pick(people, random) : undefined;
  return {
    summary: `${thing} ${pick(theme.troubles, random)} (${pick(DEPARTMENTS, random)})`,
    issuetype: { name: pick(TYPES, random) },
    priority: { name: pick(PRIORITIES, random) },
    labels: theme.labels.filter(() => chance(0.5, random)),
    components: [{ name: theme.component }],
    description: chance(0.9, random) ? inventDescription(theme, thing, random, people) : null,
    ...(assignee === undefined ? {} : { assignee: { accountId: assignee.accountId } }),
    ...(chance(0.3, random) ? { duedate: `2026-${twoDigits(1 + random() * 12)}-${twoDigits(1 + random() * 28)}` } : {}),
    ...(chance(0.2, random) ? { customfield_10032: Math.round(random() * 40) / 2 } : {}),
    ...(chance(0.4, random) ? { customfield_10035: { value: pick(['Production', 'Staging', 'Test'], random) } } : {}),
  };
}

export function inventComment(random: SandboxRandom, people: readonly Account[]): JsonValue {
  const remark = pick(REMARKS, random);
  if (!chance(0.3, random)) return adf.doc(adf.paragraph(remark));
  const person = pick(people, random);
  return adf.doc(adf.paragraph(adf.mention(person.accountId, person.displayName), ` ${remark}`));
}

function inventDescription(theme: Theme, thing: string, random: SandboxRandom, people: readonly Account[]): JsonValue {
  const reporter = pick(people, random);
  const opening = adf.paragraph(
    `${thing}: reported by `,
    adf.mention(reporter.accountId, reporter.displayName),
    adf.text(` at ${8 + Math.floor(random() * 9)}:${twoDigits(random() * 60)}. `),
    adf.text('Several people are waiting.', 'strong'),
  );
  const blocks = [
    () => [adf.heading(3, 'How to see it'), adf.orderedList(theme.steps)],
    () => [adf.bulletList(theme.steps.slice(0, 2)), adf.paragraph('It did not happen before the weekend.')],
    () => [adf.codeBlock('text', theme.log)],
    () => [
      adf.table([
        ['Who', 'Where', 'Since'],
        [reporter.displayName, pick(DEPARTMENTS, random), 'Monday'],
        [pick(people, random).displayName, pick(DEPARTMENTS, random), 'Tuesday'],
      ]),
    ],
    () => [adf.panel('info', 'A workaround is known: restart the device.')],
    () => [adf.paragraph('See ', adf.link('the runbook', 'https://wiki.example.com/runbook'), ' for details.')],
  ];
  const chosen = blocks.filter(() => chance(0.35, random)).flatMap((make) => make());
  return adf.doc(opening, ...chosen);
}

export function chance(probability: number, random: SandboxRandom): boolean {
  return random() < probability;
}

export function pick<T>(list: readonly T[], random: SandboxRandom): T {
  return list[Math.floor(random() * list.length)] as T;
}

function twoDigits(number: number): string {
  return String(Math.floor(number)).padStart(2, '0');
}
