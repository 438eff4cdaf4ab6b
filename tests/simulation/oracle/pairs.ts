import type { Journal } from '../journal.js';
import { MARK_PROPERTY_NAME, markOfIncident } from './marks.js';
import type { EndState } from './state.js';

/** Every item linked exactly once, every create made once, a double named and gone. */
export function judgePairs(state: EndState, journal: Journal): readonly string[] {
  const findings: string[] = [];
  for (const [side, items] of sidesOf(state)) {
    for (const { id, key } of items) {
      const count = state.links.filter((link) => (side === 'left' ? link.leftId : link.rightId) === id).length;
      if (count === 0 && isLeftAlone(state, journal, id)) continue;
      if (count !== 1) findings.push(`${key} is linked ${count} times`);
    }
  }
  for (const link of state.links) {
    if (state.pairs.some(({ linkId }) => linkId === link.id)) continue;
    if (journal.deleted.has(link.leftId) || journal.deleted.has(link.rightId)) continue;
    findings.push(`link ${link.id} names an item that is not there`);
  }
  for (const { linkId, issue, incident } of state.pairs) {
    // one that was another issue's partner before that was deleted says so still, and waits for a person
    if (incident.correlation_id !== issue.key && !state.isHeld(linkId, 'key')) {
      findings.push(`${incident.number} is linked to ${issue.key} and says that it is ${incident.correlation_id}`);
    }
  }
  findings.push(...madeOnce(state, journal), ...removedByUs(state, journal));
  for (const left of state.changesLeft) findings.push(`a change was left behind: ${left}`);
  for (const { id, leftId, rightId, problem } of state.links) {
    if (problem === null || journal.deleted.has(leftId) || journal.deleted.has(rightId)) continue;
    findings.push(`link ${id} has failed: ${problem}`);
  }
  return findings;
}

/** Its partner was deleted by people, and whoever was asked has let that stand. */
function isLeftAlone({ ended }: EndState, { deleted }: Journal, id: string): boolean {
  return ended.some(
    ({ leftId, rightId }) => (leftId === id && deleted.has(rightId)) || (rightId === id && deleted.has(leftId)),
  );
}

function sidesOf(state: EndState) {
  return [
    ['left', state.issues.map(({ id, key }) => ({ id, key }))],
    ['right', state.incidents.map(({ sys_id, number }) => ({ id: sys_id ?? '', key: number ?? '' }))],
  ] as const;
}

/** An item that nobody made was made by the sync, and each mark is on one item. */
function madeOnce(state: EndState, journal: Journal): readonly string[] {
  const findings: string[] = [];
  const byPeople = new Set(journal.items.map(({ itemId }) => itemId));
  const marks = [
    ...state.issues.map(({ id, key, properties }) => ({
      id,
      key,
      mark: JSON.stringify(properties[MARK_PROPERTY_NAME]),
    })),
    ...state.incidents.map((row) => ({ id: row.sys_id ?? '', key: row.number ?? '', mark: markOfIncident(row) })),
  ];
  const seen = new Map<string, string>();
  for (const { id, key, mark } of marks) {
    if (byPeople.has(id)) continue;
    if (mark === undefined) {
      findings.push(`${key} was made by nobody and carries no mark`);
      continue;
    }
    const other = seen.get(mark);
    if (other !== undefined) findings.push(`${other} and ${key} were made for the same item`);
    seen.set(mark, key);
  }
  return findings;
}

/** Of what is gone, people deleted it, or it was a double and is named. */
function removedByUs(state: EndState, journal: Journal): readonly string[] {
  const byPeople = new Set(journal.deleted.values());
  return state.gone
    .filter((key) => !byPeople.has(key) && !new RegExp(`\\b${key}\\b`).test(state.doubles))
    .map((key) => `${key} was deleted, and nobody is told`);
}

/** Two looks and the time between them are there to make no doubles: only what lands later than anybody waits may become one. */
export function judgeDoubles({ doubles }: EndState): readonly string[] {
  return doubles === '' ? [] : doubles.split('\n').map((double) => `without need, ${double}`);
}
