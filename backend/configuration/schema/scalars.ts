import { z } from 'zod';
import { DURATION_FORM, SIZE_FORM } from '../text/quantity.js';

/*
 * Messages of this folder are the second half of a sentence whose first half is the value: `"60" is not a duration; write …`.
 * That is why each says what the value is not, and then what would be right.
 */

/** A mapping with these keys and no others. For an unknown key the message is the list of the known ones. */
export function mapping<Shape extends z.ZodRawShape>(shape: Shape, form: string) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : `is not a mapping; write ${form}`,
  });
}

/** A mapping from names that people choose. */
export function mappingOf<Value extends z.ZodType>(key: z.ZodString, value: Value, form: string) {
  return z.record(key, value, `is not a mapping; write ${form}`);
}

/** Text with something in it. */
export function text(form: string) {
  const isScalar = (value: unknown) => typeof value === 'number' || typeof value === 'boolean';
  return z
    .string({ error: ({ input }) => `is not text; ${isScalar(input) ? 'put it in quotes' : `write ${form}`}` })
    .regex(/\S/, `is empty; write ${form}`);
}

/** One of these words. */
export function word<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, { error: `is not one of ${words.join(', ')}` });
}

export const flag = z.boolean('is neither true nor false; write one of them without quotes');

const DURATION_MESSAGE = 'is not a duration; write 60s, 5m, 1h or 500ms';
export const duration = z.string(DURATION_MESSAGE).regex(DURATION_FORM, DURATION_MESSAGE);

const SIZE_MESSAGE = 'is not a size; write 500kB, 100MB or 1GB';
export const size = z.string(SIZE_MESSAGE).regex(SIZE_FORM, SIZE_MESSAGE);

const NAME_MESSAGE =
  'is not a name; use letters, digits, `-`, `_` and `.`, at most 64, beginning with a letter or digit';
/** Of a connection or integration: it stands in commands, routes and `${secret:name/field}`. */
export const configuredName = z.string(NAME_MESSAGE).regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, NAME_MESSAGE);

const EXPRESSION_MESSAGE =
  'is not an expression; write JSONata of at most 10000 characters, in quotes where YAML needs them';
/** JSONata; whether it parses is looked at afterwards. */
export const expression = z.string(EXPRESSION_MESSAGE).regex(/\S/, EXPRESSION_MESSAGE).max(10_000, EXPRESSION_MESSAGE);

/** A whole number between two bounds. */
export function count(lowest: number, highest: number) {
  const message = `is not a whole number from ${lowest} to ${highest}`;
  return z.int(message).min(lowest, message).max(highest, message);
}
