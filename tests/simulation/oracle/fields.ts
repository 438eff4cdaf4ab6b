import type { Journal } from '../journal.js';
import { FIELDS, type FieldName, isSame, readIncident, readIssue } from '../readings.js';
import type { EndState, Pair } from './state.js';

/** Both sides of a pair say the same in every mapped field, or the field waits for a person. */
export function judgeFields(state: EndState, journal: Journal): readonly string[] {
  return state.pairs.flatMap((pair) =>
    FIELDS.flatMap((field) => {
      const left = readIssue(pair.issue)[field];
      const right = readIncident(pair.incident)[field];
      if (isSame(left, right) || state.isHeld(pair.linkId, field)) return [];
      if (field === 'status' && isLeftAlone(pair, journal)) return [];
      const name = `${pair.issue.key} and ${pair.incident.number}`;
      return [`${name} differ in ${field}: ${shown(left)} and ${shown(right)}`];
    }),
  );
}

function shown(value: readonly string[]): string {
  return `"${value.join(' ')}"`;
}

/** The status goes from left to right only: what a person sets on the right stands until the left moves again. */
function isLeftAlone({ issue, incident }: Pair, journal: Journal): boolean {
  const edits = journal.of('status' satisfies FieldName, issue.id, incident.sys_id ?? '');
  const last = edits.at(-1);
  return last?.side === 'right' && isSame(last.after, readIncident(incident).status);
}
