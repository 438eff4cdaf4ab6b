import type { FieldValue } from '../../connectors/sdk/index.js';
import { convertValue } from '../convert/index.js';
import { opposite, SIDES, type Side } from '../definition.js';
import type { FieldOutcome } from '../outcome.js';
import { elementKeys, isSet, sameValue } from '../values/index.js';
import { agree } from './agree.js';
import { carry, carryManner } from './carry.js';
import { carryElements } from './carry-elements.js';
import { conflict } from './conflict.js';
import type { Based } from './field-merge.js';
import { mergeInFullerForm } from './merge-in-fuller-form.js';
import { carryFrom } from './one-sided.js';
import { winnerOf } from './policy.js';
import { settle } from './settle.js';

/** Both sides moved. To the same: that is the new base. Apart: element by element, line by line, block by block, then by policy. */
export async function mergeBoth(merge: Based): Promise<FieldOutcome> {
  if (await agree(merge)) return { kind: 'agreed', base: merge.present };
  const manners = { left: carryManner(merge, 'left'), right: carryManner(merge, 'right') };
  if (manners.left === 'elements' && manners.right === 'elements') return mergeElements(merge);
  if (manners.left === 'text' && manners.right === 'text') return mergeInFullerForm(merge);
  const unseen = await unseenMove(merge);
  return unseen === null ? decide(merge) : carryFrom(merge, opposite(unseen));
}

async function mergeElements(merge: Based): Promise<FieldOutcome> {
  const wanted = { left: await carryIntoSet(merge, 'left'), right: await carryIntoSet(merge, 'right') };
  return settle({ ...merge, wanted, overwrites: null });
}

/** What was added here meanwhile stays, also when the other side removed what it takes for the same. */
async function carryIntoSet(merge: Based, to: Side): Promise<FieldValue> {
  const { base, present } = merge;
  const from = opposite(to);
  const change = { target: present[to], before: base[from], after: present[from] };
  const context = merge.to[to];
  if (context === null || !isSet(merge.descriptors[to].kind)) return carry(merge, to, change);
  const known = elementKeys(base[to]);
  const added = [...elementKeys(present[to])].filter((key) => !known.has(key));
  return carryElements(context, change, new Set(added));
}

/** A new time of day is no change of a date: carried back, the date leaves it as it is, and both edits stand. */
async function unseenMove({ descriptors, to, base, present }: Based): Promise<Side | null> {
  for (const side of SIDES) {
    const other = opposite(side);
    const context = to[other];
    if (descriptors[side].kind !== 'dateTime' || descriptors[other].kind !== 'date' || context === null) continue;
    const before = await convertValue(context, base[side], null);
    const after = await convertValue(context, present[side], null);
    if (sameValue('date', before, after)) return side;
  }
  return null;
}

async function decide(merge: Based): Promise<FieldOutcome> {
  const winner = winnerOf(merge);
  if (winner === null) throw conflict(merge);
  const loser = opposite(winner);
  const context = merge.to[loser];
  if (context === null) throw conflict(merge);
  // The whole value: a part of the loser's edit that stayed would never reach the winner.
  const value = await convertValue(context, merge.present[winner], merge.present[loser]);
  return settle({ ...merge, wanted: { [loser]: value }, overwrites: loser });
}
