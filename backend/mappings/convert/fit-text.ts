import type { FieldDescriptor } from '../../connectors/sdk/index.js';
import { HoldFieldError } from '../hold-field-error.js';

/**
 * A text as the target can hold it: one line where it has only one. Nothing is cut off; null for an empty text.
 * @throws HoldFieldError when it is longer than the target's limit.
 */
export function fitText(target: FieldDescriptor, text: string): string | null {
  const isOneLine = target.kind === 'text' && !target.multiline;
  const fitted = isOneLine ? text.replace(/\s*\n\s*/g, ' ').trim() : text.replaceAll('\r\n', '\n');
  if (target.maxLength !== null && fitted.length > target.maxLength) {
    throw new HoldFieldError(
      'unmappable',
      `${target.name} takes at most ${target.maxLength} characters, and the text has ${fitted.length}; shorten it, or cut it by an expression`,
    );
  }
  return fitted === '' ? null : fitted;
}
