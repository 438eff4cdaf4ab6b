import type { FieldDescriptor } from '../connectors/sdk/index.js';
import type { JsonValue } from '../shared/index.js';

/** Choices that say that all went well, where something is closed. */
const WELL = /\b(done|fixed|resolved|solved|solution provided|completed?|successful|permanent)\b/i;

/**
 * A value for a field that a tool demands and that nothing carries; null when none can be guessed.
 * @param other what the other tool is called, for texts. @param account who is named where a person must be.
 */
export function givenValue(
  field: FieldDescriptor,
  {
    other,
    account,
    isClosing,
  }: { readonly other: string; readonly account: string | null; readonly isClosing: boolean },
): JsonValue {
  const { kind, options, token } = field;
  if (options !== null) {
    const open = options.filter(({ disabled }) => !disabled);
    const choice =
      (isClosing ? open.find(({ label }) => WELL.test(label) && !/^(no|not|un)\b/i.test(label)) : null) ?? open[0];
    if (choice === undefined) return null;
    return kind === 'options' || kind === 'labels' ? [choice[token]] : choice[token];
  }
  if (kind === 'text' || kind === 'richText') return isClosing ? `Closed in ${other}` : `From ${other}`;
  return kind === 'user' ? account : null;
}
