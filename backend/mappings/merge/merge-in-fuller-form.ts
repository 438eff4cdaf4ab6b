import type { FieldValue } from '../../connectors/sdk/index.js';
import { opposite, type Side } from '../definition.js';
import type { FieldOutcome } from '../outcome.js';
import { blockKeys } from '../rich-text/index.js';
import { mergeChanges } from '../sequences/index.js';
import { isDocument } from '../values/index.js';
import { carry } from './carry.js';
import { conflict } from './conflict.js';
import type { Based, TwoSided } from './field-merge.js';
import { winnerOf } from './policy.js';
import { settle } from './settle.js';

/**
 * Merges two edits of one text in the form that holds more (blocks before lines before one line): the other side's edit is first
 * made there on that side's base, then both edits are merged, then what came of it is carried back. So both sides end up with
 * the same words, and each keeps what only it can say.
 */
export async function mergeInFullerForm(merge: Based): Promise<FieldOutcome> {
  const full = fullerSide(merge);
  const other = opposite(full);
  const carried = await carry(merge, full, {
    target: merge.base[full],
    before: merge.base[other],
    after: merge.present[other],
  });
  const winner = winnerOf(merge);
  const merged = mergeTexts(
    { base: merge.base[full], ours: merge.present[full], theirs: carried },
    winner === other ? 'theirs' : 'ours',
  );
  if (merged.clashes > 0 && winner === null) throw conflict(merge);
  const back = await carry(merge, other, { target: merge.present[other], before: carried, after: merged.value });
  return settle({
    ...merge,
    wanted: full === 'left' ? { left: merged.value, right: back } : { left: back, right: merged.value },
    overwrites: merged.clashes > 0 && winner !== null ? opposite(winner) : null,
  });
}

function fullerSide({ descriptors }: TwoSided): Side {
  const rank = (side: Side) => (descriptors[side].kind === 'richText' ? 2 : descriptors[side].multiline ? 1 : 0);
  return rank('right') > rank('left') ? 'right' : 'left';
}

interface Versions {
  readonly base: FieldValue;
  readonly ours: FieldValue;
  readonly theirs: FieldValue;
}

function mergeTexts(versions: Versions, preferred: 'ours' | 'theirs'): { value: FieldValue; clashes: number } {
  const { base, ours, theirs } = versions;
  const keys = { base: keysOf(base), ours: keysOf(ours), theirs: keysOf(theirs) };
  const { elements, clashes } = mergeChanges(keys, preferred);
  if (![base, ours, theirs].some(isDocument)) {
    const text = elements.map(({ from, index }) => keys[from][index]).join('\n');
    return { value: text === '' ? null : text, clashes };
  }
  const model = [ours, theirs, base].find(isDocument);
  const blocks = { ours: isDocument(ours) ? ours.content : [], theirs: isDocument(theirs) ? theirs.content : [] };
  const content = elements.flatMap(({ from, index }) => blocks[from].slice(index, index + 1));
  return { value: content.length === 0 || model === undefined ? null : { ...model, content }, clashes };
}

/** What a text is merged by: its lines, or the keys of its blocks. An empty text has none. */
function keysOf(value: FieldValue): readonly string[] {
  if (value === null) return [];
  return isDocument(value) ? blockKeys(value) : String(value).split('\n');
}
