import { convertValue } from '../convert/index.js';
import { opposite, SIDES, type Side } from '../definition.js';
import { HoldFieldError } from '../hold-field-error.js';
import { documentToText } from '../rich-text/index.js';
import { equivalentValue, isDocument } from '../values/index.js';
import type { TwoSided } from './field-merge.js';

/**
 * Whether the sides say the same now: one of them is what the other would be turned into. One direction is enough, since a form
 * that holds less (one line, a date, plain text) never turns back into the fuller one.
 */
export async function agree(merge: TwoSided): Promise<boolean> {
  const { present } = merge;
  if (present.left === null && present.right === null) return true;
  for (const side of SIDES) if (await isConvertedTo(merge, side)) return true;
  return false;
}

async function isConvertedTo(merge: TwoSided, side: Side): Promise<boolean> {
  const context = merge.to[side];
  const [source, target] = [merge.present[opposite(side)], merge.present[side]];
  if (context === null) return false;
  try {
    const converted = await convertValue(context, source, target);
    if (equivalentValue(merge.descriptors[side].kind, converted, target)) return true;
    // Where a table or a list ends, plain text may have a blank line more or less than its rich form can show.
    const isAcrossForms = isDocument(source) !== isDocument(target);
    return isAcrossForms && wordsOfLines(converted) === wordsOfLines(target);
  } catch (error) {
    // What cannot be converted is not equal; the merge that follows says why.
    if (!(error instanceof HoldFieldError)) throw error;
    return false;
  }
}

function wordsOfLines(value: TwoSided['present']['left']): string {
  const text = isDocument(value) ? documentToText(value) : String(value ?? '');
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => line !== '').join('\n');
}
