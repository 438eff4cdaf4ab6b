import { WORDS } from '../../words/words.js';

/** The options of a filter: all, or one of these. */
export function withAll<Value extends string>(
  words: Readonly<Record<Value, string>>,
): readonly { readonly value: Value | ''; readonly word: string }[] {
  const options = Object.entries(words) as [Value, string][];
  return [{ value: '', word: WORDS.lists.all }, ...options.map(([value, word]) => ({ value, word }))];
}
