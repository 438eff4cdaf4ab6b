import type { Journal, WrittenComment } from '../journal.js';
import { textNodes } from '../readings.js';
import type { EndState, Pair } from './state.js';

/**
 * Every comment of a person is on the other side exactly once, in the channel of its kind, and never back where it came from; one that
 * a request which landed too late has made twice is named.
 */
export function judgeComments(state: EndState, journal: Journal): readonly string[] {
  return state.pairs.flatMap((pair) => {
    const written = journal.comments.filter(({ side, itemId }) =>
      side === 'left' ? itemId === pair.issue.id : itemId === pair.incident.sys_id,
    );
    const kinds = new Map(written.map((comment) => [JSON.stringify(comment), comment]));
    return [...kinds.values()].flatMap((comment) => judgeComment(state, pair, comment, written));
  });
}

function judgeComment(
  state: EndState,
  pair: Pair,
  comment: WrittenComment,
  all: readonly WrittenComment[],
): readonly string[] {
  const alike = (side: WrittenComment['side']) =>
    all.filter((other) => other.side === side && other.text === comment.text && other.isInternal === comment.isInternal)
      .length;
  const wanted = alike('left') + alike('right');
  const findings: string[] = [];
  for (const [place, found] of [
    [pair.issue.key, onLeft(pair, comment)],
    [pair.incident.number, onRight(state, pair, comment)],
  ] as const) {
    if (found === wanted || (found > wanted && isNamed(state, place))) continue;
    const kind = comment.isInternal ? 'internal' : 'public';
    findings.push(`the ${kind} comment "${comment.text}" is on ${place} ${found} times instead of ${wanted}`);
  }
  return findings;
}

/** Whether `judgeDoubles` lets that pass is the weather's affair. */
function isNamed({ doubles }: EndState, place: string | undefined): boolean {
  return doubles.includes(` is on ${place} twice`);
}

function onLeft({ issue }: Pair, { text, isInternal }: WrittenComment): number {
  return issue.comments.filter((comment) => {
    const { body = null, properties = [], visibility } = comment;
    const isMarked = JSON.stringify(properties).includes('sd.public.comment');
    return textNodes(body).at(-1) === text && isInternal === (isMarked || visibility !== undefined);
  }).length;
}

function onRight({ journalEntries }: EndState, { incident }: Pair, { text, isInternal }: WrittenComment): number {
  return journalEntries.filter(
    ({ element_id, element, value }) =>
      element_id === incident.sys_id &&
      element === (isInternal ? 'work_notes' : 'comments') &&
      (value === text || value?.endsWith(`\n${text}`)),
  ).length;
}
