import type { CheckedComment } from './checked-item.js';
import { type CheckedSync, entryFor } from './checked-sync.js';
import type { Pair } from './find-pairs.js';
import type { Finding } from './finding.js';

const SIDES = ['left', 'right'] as const;

/** Whether each comment of a person stands on the other side once, in a channel of its own kind, and none came back. */
export function compareComments(definition: CheckedSync, pair: Pair): Finding[] {
  const rule = entryFor(definition, pair.left.type)?.comments ?? false;
  if (rule === false) return [];
  const isCarried = ({ isInternal }: CheckedComment) => (isInternal ? rule.internal : rule.public) !== undefined;
  return SIDES.flatMap((target) => {
    const origin = target === 'left' ? 'right' : 'left';
    // Whoever repeats what we wrote, mark and all, says it himself.
    const said = pair[origin].comments.filter((comment) => !comment.isOurs && isCarried(comment));
    const copies = pair[target].comments.filter(({ isOurs, mark }) => isOurs && mark !== null);
    const returned = new Set(pair[target].comments.filter(({ isOurs }) => !isOurs).map(nameOf));
    const finding = (kind: Finding['kind'], detail: string): Finding => {
      return { kind, side: target, item: `${pair.left.key} ${pair.right.key}`, detail };
    };
    const findings: Finding[] = [];
    const wanted = countOf(said);
    const there = countOf(copies);
    for (const [name, count] of wanted) {
      const found = there.get(name) ?? 0;
      if (found < count) findings.push(finding('comment missing', `${name} (${found} of ${count})`));
      if (found > count) findings.push(finding('comment doubled', `${name} (${found} instead of ${count})`));
    }
    for (const name of there.keys()) {
      if (wanted.has(name)) continue;
      findings.push(finding(returned.has(name) ? 'comment returned' : 'comment from nowhere', name));
    }
    for (const [mark, count] of countOf(copies, ({ mark }) => mark ?? '')) {
      if (count > 1) findings.push(finding('comment doubled', `${count} with the mark ${mark}`));
    }
    return findings;
  });
}

/** Two comments of the same kind with the same words are the same to a reader. */
function nameOf({ isInternal, words }: CheckedComment): string {
  return `${isInternal ? 'internal' : 'public'}: ${words}`;
}

function countOf(comments: readonly CheckedComment[], by = nameOf): Map<string, number> {
  const counts = new Map<string, number>();
  for (const comment of comments) counts.set(by(comment), (counts.get(by(comment)) ?? 0) + 1);
  return counts;
}
