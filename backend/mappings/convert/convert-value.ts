import type { FieldValue } from '../../connectors/sdk/index.js';
import { ExpressionError } from '../expressions/index.js';
import { HoldFieldError } from '../hold-field-error.js';
import type { Choice, Conversion } from '../mapping.js';
import { elementKey, elementsOf, isChosen, isDocument, isSet, plainValue, setOf } from '../values/index.js';
import { choicesFor } from './choices-for.js';
import type { ConversionContext } from './conversion-context.js';
import { convertContent } from './convert-content.js';
import { convertDocument } from './convert-document.js';
import { typedResult } from './typed-result.js';

/**
 * What a value of the source is on the target. Empty stays empty. `present` is what the target holds now: of several right
 * forms the one that is there already stays (a choice that maps to the source's, the nodes of a document, a time of day).
 * @throws HoldFieldError when there is none.
 */
export async function convertValue(
  context: ConversionContext,
  value: FieldValue,
  present: FieldValue,
): Promise<FieldValue> {
  const { source, target, expression } = context.conversion;
  if (source !== null && value === null) return null;
  if (expression !== null) return typedResult(context, await evaluate(context, expression.text, value), present);
  if (source === null || value === null) return null;
  if (isByChoice(context.conversion)) return convertChoices(context, value, present);
  if (source.kind === 'richText' && target.kind === 'richText' && isDocument(value)) {
    return convertDocument(context, value);
  }
  return convertContent(source, target, value, present);
}

/** Whether the values are chosen on either side, so that each choice is looked up by itself. */
function isByChoice({ source, target, table }: Conversion): boolean {
  return table !== null || isChosen(target.kind) || (source !== null && isChosen(source.kind));
}

async function evaluate(context: ConversionContext, expression: string, value: FieldValue) {
  const { source } = context.conversion;
  const plain = source === null ? null : plainValue(source, value);
  try {
    return await context.ports.evaluate(expression, { value: plain, item: context.item() }, context.signal);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new HoldFieldError('expression', `the expression ${shown(expression)} failed: ${error.message}`, {
      cause: error,
    });
  }
}

function shown(expression: string): string {
  return `\`${expression.length > 60 ? `${expression.slice(0, 59)}…` : expression}\``;
}

async function convertChoices(
  context: ConversionContext,
  value: Exclude<FieldValue, null>,
  present: FieldValue,
): Promise<FieldValue> {
  const { target } = context.conversion;
  const there = new Set(elementsOf(present).map(elementKey));
  const converted: Choice[] = [];
  for (const element of elementsOf(value)) {
    const choices = await choicesFor(context, element);
    const kept = choices.filter((choice) => there.has(elementKey(choice)));
    converted.push(...(kept.length > 0 ? kept : choices.slice(0, 1)));
  }
  if (isSet(target.kind)) return setOf(converted);
  const single = elementsOf(setOf(converted));
  if (single.length > 1) {
    throw new HoldFieldError('unmappable', `${target.name} takes one value, and there are ${single.length}`);
  }
  return scalarOf(context.conversion, single[0]);
}

/** A choice in the form of a kind that is not chosen. */
function scalarOf({ source, target }: Conversion, choice: Choice | undefined): FieldValue {
  if (choice === undefined) return null;
  if (isChosen(target.kind) || source === null) return choice;
  return convertContent({ ...source, kind: 'text' }, target, typeof choice === 'string' ? choice : choice.label, null);
}
