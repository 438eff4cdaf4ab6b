import { commentTexts } from './comments.js';
import type { Pair, Tools } from './tools.js';
import { WATCHED_FIELDS } from './watched-fields.js';

/**
 * Whether both tools say the same, judged by looking at both of them and at nothing of Syncline's.
 * @returns every difference in words; none when all is equal.
 */
export function compareSides(tools: Tools): readonly string[] {
  const pairs = tools.pairs();
  return [
    ...alone(tools, pairs),
    ...twice(pairs),
    ...pairs.flatMap((pair) => differencesOf(pair)),
    ...pairs.flatMap((pair) => commentDifferences(tools, pair)),
  ];
}

function alone(tools: Tools, pairs: readonly Pair[]): string[] {
  const issues = new Set(pairs.map(({ issue }) => issue.key));
  const incidents = new Set(pairs.map(({ incident }) => incident.number));
  return [
    ...tools.issues().flatMap(({ key }) => (issues.has(key) ? [] : [`${key} has no incident`])),
    ...tools.incidents().flatMap(({ number }) => (incidents.has(number) ? [] : [`${number} has no issue`])),
  ];
}

function twice(pairs: readonly Pair[]): string[] {
  const seen = new Set<string>();
  return pairs.flatMap(({ issue: { key } }) => {
    const isKnown = seen.has(key);
    seen.add(key);
    return isKnown ? [`${key} has two incidents`] : [];
  });
}

function differencesOf({ issue, incident }: Pair): string[] {
  return WATCHED_FIELDS.filter((field) => !field.isEqual(issue, incident)).map(
    ({ label, left, right }) => `${issue.key} ↔ ${incident.number} ${label}: “${left(issue)}” and “${right(incident)}”`,
  );
}

/** Each comment must be on both sides, once. A copy names its author in words of its own around the same text. */
function commentDifferences(tools: Tools, { issue, incident }: Pair): string[] {
  const left = commentTexts(issue);
  const right = tools.journal(incident.sys_id ?? '', 'comments');
  if (left.length === right.length) return [];
  return [`${issue.key} ↔ ${incident.number} comments: ${left.length} and ${right.length}`];
}
