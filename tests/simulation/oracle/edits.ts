import type { Edit, Journal } from '../journal.js';
import { FIELDS, type FieldName, isSame, PRIORITY_NAMES, readIncident, readIssue, SIDE_NAMES } from '../readings.js';
import type { EndState, Pair } from './state.js';

/**
 * Nothing is overwritten unnamed (P3, I10). Of each edit: what it put there stands, or a person took it away knowing it (it was
 * there when he changed the field), or somebody is told of it. The same of what an edit took away.
 */
export function judgeEdits(
  state: EndState,
  journal: Journal,
  { isPriorityJudged }: { readonly isPriorityJudged: boolean },
): readonly string[] {
  return state.pairs.flatMap((pair) =>
    FIELDS.flatMap((field) => {
      if (field === 'priority' && !isPriorityJudged) return [];
      const edits = journal.of(field, pair.issue.id, pair.incident.sys_id ?? '');
      const isChoice = field === 'priority' || field === 'status';
      return edits.flatMap((edit) =>
        isChoice ? judgeChoice(state, pair, edit, edits) : judgeParts(state, pair, edit, edits),
      );
    }),
  );
}

function nowOn(pair: Pair, side: Edit['side'], field: FieldName): readonly string[] {
  return side === 'left' ? readIssue(pair.issue)[field] : readIncident(pair.incident)[field];
}

function judgeChoice(state: EndState, pair: Pair, edit: Edit, edits: readonly Edit[]): readonly string[] {
  if (isSame(nowOn(pair, 'left', edit.field), edit.after) || isSame(nowOn(pair, 'right', edit.field), edit.after)) {
    return [];
  }
  const isTakenBack = edits.some((later) => later.serial > edit.serial && isSame(later.before, edit.after));
  if (isTakenBack || edit.after.some((code) => namesOf(code).some((name) => isNamed(state, pair, edit, name)))) {
    return [];
  }
  return [describe(pair, edit, `set to "${edit.after.join(' ')}"`)];
}

/** How a choice may be called where people are told of it. */
function namesOf(code: string): readonly string[] {
  const status = { '1': ['To Do'], '2': ['In Progress', 'In Review'], '6': ['Done'] }[code] ?? [];
  return [`"${code}"`, ...[PRIORITY_NAMES[code] ?? [], status].flat()];
}

function judgeParts(state: EndState, pair: Pair, edit: Edit, edits: readonly Edit[]): readonly string[] {
  const [left, right] = [nowOn(pair, 'left', edit.field), nowOn(pair, 'right', edit.field)];
  const added = edit.after.filter((part) => !edit.before.includes(part) && isUnique(part));
  const removed = edit.before.filter((part) => !edit.after.includes(part) && isUnique(part));
  const isLost = (part: string) =>
    !(left.includes(part) || right.includes(part)) &&
    !edits.some((later) => later.serial > edit.serial && later.before.includes(part) && !later.after.includes(part)) &&
    !isNamed(state, pair, edit, part);
  const isBack = (part: string) =>
    (left.includes(part) || right.includes(part)) &&
    !state.isHeld(pair.linkId, edit.field) &&
    !edits.some((later) => later.serial > edit.serial && !later.before.includes(part) && later.after.includes(part)) &&
    !isNamed(state, pair, edit, part) &&
    // what a person left is shown whole, so that he sees what is missing from it
    !state.shownSince(pair.linkId, edit.field, edit.side, edit.at).some((value) => !holds(value, part));
  return [
    ...added.filter(isLost).map((part) => describe(pair, edit, `wrote "${part}"`)),
    ...removed.filter(isBack).map((part) => describe(pair, edit, `took "${part}" away`)),
  ];
}

/** Words that people here write once only; the others come again by chance. */
function isUnique(part: string): boolean {
  return /^[a-z]\d+$/.test(part);
}

function isNamed(state: EndState, pair: Pair, { field }: Edit, part: string): boolean {
  const named = state.named(pair.linkId, field);
  return part.startsWith('"') ? named.includes(part) : holds(named, part);
}

function holds(text: string, word: string): boolean {
  return new RegExp(`\\b${word}\\b`).test(text);
}

function describe({ issue, incident }: Pair, { side, field, at }: Edit, what: string): string {
  const where = side === 'left' ? issue.key : incident.number;
  const other = side === 'left' ? incident.number : issue.key;
  return `somebody ${what} in ${field} of ${where} (${SIDE_NAMES[side]}, its partner is ${other}) at ${at.toISOString()}: it is undone, and nobody is told`;
}
