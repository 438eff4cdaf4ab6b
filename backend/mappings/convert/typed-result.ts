import { adfDocument, type FieldDescriptor, type FieldKind, type FieldValue } from '../../connectors/sdk/index.js';
import type { JsonValue } from '../../shared/index.js';
import { HoldFieldError } from '../hold-field-error.js';
import type { Choice } from '../mapping.js';
import { isChosen, isPeople, isSet, setOf } from '../values/index.js';
import { choiceNamed } from './choice-named.js';
import type { ConversionContext } from './conversion-context.js';
import { convertContent } from './convert-content.js';
import { writtenChoice } from './written-choice.js';

/**
 * The result of an expression as a value of the target: nothing is empty, one value given for a list is a list of one, choices
 * are given by name.
 * @throws HoldFieldError when it is of another type than the target needs, or names no choice.
 */
export async function typedResult(
  context: ConversionContext,
  result: JsonValue | undefined,
  present: FieldValue,
): Promise<FieldValue> {
  const { target } = context.conversion;
  if (result === undefined || result === null || result === '') return null;
  if (isSet(target.kind)) {
    const given = Array.isArray(result) ? result : [result];
    const elements: Choice[] = [];
    for (const element of given) elements.push(await choiceOf(context, textOf(target, element)));
    return setOf(elements);
  }
  if (isChosen(target.kind)) return choiceOf(context, textOf(target, result));
  return contentOf(target, result, present);
}

async function choiceOf(context: ConversionContext, token: string): Promise<Choice> {
  const { kind, options } = context.conversion.target;
  const isLookedUp = isPeople(kind) || ((kind === 'reference' || kind === 'references') && options === null);
  if (isLookedUp) return writtenChoice(context, { id: token, label: token }, 'the expression');
  return choiceNamed(context, [token], `the expression's ${token}`);
}

function contentOf(target: FieldDescriptor, result: JsonValue, present: FieldValue): FieldValue {
  switch (target.kind) {
    case 'number':
    case 'duration':
      if (typeof result !== 'number' || !Number.isFinite(result)) throw wrongType(target, result);
      return target.kind === 'duration' ? Math.round(result) : result;
    case 'boolean':
      if (typeof result !== 'boolean') throw wrongType(target, result);
      return result;
    case 'richText': {
      const document = adfDocument.safeParse(result);
      if (document.success) return document.data;
      return convertContent(GIVEN, target, textOf(target, result), present);
    }
    case 'date':
    case 'dateTime':
      try {
        return convertContent(GIVEN, target, textOf(target, result), present);
      } catch (error) {
        if (error instanceof HoldFieldError) throw wrongType(target, result);
        throw error;
      }
    default:
      return convertContent(GIVEN, target, textOf(target, result), present);
  }
}

/** Stands for the source in messages. */
const GIVEN = { kind: 'text', name: 'the expression’s' } as const;

function textOf(target: FieldDescriptor, result: JsonValue): string {
  if (typeof result !== 'string') throw wrongType(target, result);
  return result;
}

const WANTED: Readonly<Partial<Record<FieldKind, string>>> = {
  number: 'a number',
  duration: 'a number of seconds',
  boolean: 'true or false',
  date: 'a date like 2026-01-31',
  dateTime: 'a date with time and zone like 2026-01-31T12:00:00Z',
  labels: 'a list of texts',
  options: 'a list of texts',
  users: 'a list of texts',
  references: 'a list of texts',
};

function wrongType(target: FieldDescriptor, result: JsonValue): HoldFieldError {
  const wanted = WANTED[target.kind] ?? 'a text';
  const given = Array.isArray(result)
    ? 'a list'
    : typeof result === 'object'
      ? 'an object'
      : `the ${typeof result} ${String(result)}`;
  return new HoldFieldError(
    'expression',
    `the expression gave ${given.replace('string', 'text')}; ${target.name} needs ${wanted}`,
  );
}
