import { MalformedAnswerError } from '../../shared/index.js';
import { type ItemRef, markIn } from '../sdk/index.js';
import { isoFromLiteral } from './date-time.js';

import { type Row, textAt } from './record.js';

/** The fields that tell which item a record is, and in which state. */
export const REFERENCE_FIELDS = ['sys_id', 'number', 'sys_updated_on', 'sys_mod_count', 'correlation_display'] as const;

/** Whether a record says which one it is and in which state; the answer to a write need not (B14). */
export function isIdentified(record: Row): boolean {
  return (
    textAt(record, 'sys_id') !== '' && isoFromLiteral(textAt(record, 'sys_updated_on')) !== null && isCounted(record)
  );
}

/** Whether a record counts its changes: two of one second differ in nothing else (B3). An account may be kept from reading that. */
export function isCounted(record: Row): boolean {
  return textAt(record, 'sys_mod_count') !== '';
}

/** @throws MalformedAnswerError when the record does not say which one it is or when it changed. */
export function itemReference(record: Row): ItemRef & { readonly mark: string | null } {
  const id = textAt(record, 'sys_id');
  const updatedOn = textAt(record, 'sys_updated_on');
  const at = isoFromLiteral(updatedOn);
  if (id === '' || at === null) {
    throw new MalformedAnswerError(
      'A record came without sys_id or sys_updated_on: the account must be let read both',
      {
        details: { id, updatedOn },
      },
    );
  }
  return {
    id,
    key: textAt(record, 'number') || id,
    version: { token: `${updatedOn}#${textAt(record, 'sys_mod_count')}`, at },
    mark: markIn(textAt(record, 'correlation_display')),
  };
}
