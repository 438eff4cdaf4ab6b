import type { FieldValue } from '../../connectors/sdk/index.js';
import { type ConversionContext, convertValue, fitText } from '../convert/index.js';
import { opposite, type Side } from '../definition.js';
import { HoldFieldError } from '../hold-field-error.js';
import { carryTextIntoDocument, documentToText } from '../rich-text/index.js';
import { carryChange } from '../sequences/index.js';
import { isDocument, isSet } from '../values/index.js';
import { carryBlocks } from './carry-blocks.js';
import { carryElements, carryThroughSet } from './carry-elements.js';
import type { TwoSided } from './field-merge.js';

/** A change of the source, and the target's value that it is to be made on. */
export interface Change {
  readonly target: FieldValue;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

/** By what a change can be told apart from the value: elements of a set, lines or blocks of a text; `whole` when by nothing. */
export type CarryManner = 'elements' | 'text' | 'whole';

/** How a change of the other side is carried to this one. */
export function carryManner(merge: TwoSided, to: Side): CarryManner {
  const context = merge.to[to];
  if (context === null || context.conversion.expression?.usesItem) return 'whole';
  const [source, target] = [merge.descriptors[opposite(to)], merge.descriptors[to]];
  const isConverted = context.conversion.expression !== null;
  if (isSet(target.kind)) return isSet(source.kind) || isConverted ? 'elements' : 'whole';
  if (isSet(source.kind)) return isConverted && wayBack(merge, to) !== null ? 'elements' : 'whole';
  const isText = target.kind === 'text' || target.kind === 'richText';
  return isText && (source.kind === 'text' || source.kind === 'richText') && context.conversion.table === null
    ? 'text'
    : 'whole';
}

/**
 * The target after the source's change: what the change does not touch stays as the target has it.
 * @throws HoldFieldError when what was changed to has no counterpart there.
 */
export async function carry(merge: TwoSided, to: Side, change: Change): Promise<FieldValue> {
  const context = merge.to[to];
  if (context === null) return change.target;
  const manner = carryManner(merge, to);
  if (manner === 'whole') return convertValue(context, change.after, change.target);
  if (manner === 'text') return carryText(context, change);
  const back = isSet(merge.descriptors[to].kind) ? null : wayBack(merge, to);
  return back === null ? carryElements(context, change) : carryThroughSet(context, back, change);
}

/** The expression that turns a target back into the source's set, when it depends on nothing else. */
function wayBack(merge: TwoSided, to: Side): ConversionContext | null {
  const back = merge.to[opposite(to)];
  const expression = back?.conversion.expression ?? null;
  return expression === null || expression.usesItem ? null : back;
}

async function carryText(context: ConversionContext, { target, before, after }: Change): Promise<FieldValue> {
  const converted = await convertValue(context, after, null);
  const earlier = await earlierForm(context, before);
  if (earlier === undefined) return convertValue(context, after, target);
  const { source, expression } = context.conversion;
  if (isDocument(converted) && isDocument(earlier) && source?.kind === 'richText' && expression === null) {
    return carryBlocks(target, earlier, converted);
  }
  const [old, wanted] = [plainText(earlier), plainText(converted)];
  if (context.conversion.target.kind === 'richText') {
    return carryTextIntoDocument(isDocument(target) ? target : null, old, wanted);
  }
  const lines = { target: plainText(target).split('\n'), after: wanted.split('\n') };
  const carried = carryChange(lines.target, old.split('\n'), lines.after);
  return fitText(context.conversion.target, carried.map(({ from, index }) => lines[from][index]).join('\n'));
}

/** What the source's earlier value was turned into; undefined when it could not be today. */
async function earlierForm(context: ConversionContext, before: FieldValue): Promise<FieldValue | undefined> {
  try {
    return await convertValue(context, before, null);
  } catch (error) {
    if (!(error instanceof HoldFieldError)) throw error;
    return undefined;
  }
}

function plainText(value: FieldValue): string {
  if (value === null) return '';
  return isDocument(value) ? documentToText(value) : String(value);
}
