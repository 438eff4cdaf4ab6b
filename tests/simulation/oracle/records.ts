import { lineHash } from '../../../backend/history/index.js';
import type { Journal } from '../journal.js';
import type { EndState } from './state.js';

/** History proves itself, and nothing is left of which nobody knows what became of it. */
export function judgeRecords(state: EndState, journal: Journal): readonly string[] {
  const ends = new Map<string, string>();
  const findings: string[] = [];
  for (const line of state.history) {
    const before = ends.get(line.linkId) ?? null;
    if (lineHash(before, line) !== line.hash)
      findings.push(`line ${line.id} of history does not follow from the one before`);
    ends.set(line.linkId, line.hash);
  }
  for (const [linkId, hash] of state.chainEnds) {
    if (hash !== (ends.get(linkId) ?? null))
      findings.push(`the history of link ${linkId} does not end where the link says`);
  }
  // what was on its way between two items waits for both of them to be there again
  const lasting = state.unsettled.filter(({ itemIds }) => !itemIds.some((id) => journal.deleted.has(id)));
  return [...findings, ...lasting.map(({ what }) => `nobody knows what became of a write: ${what}`)];
}
