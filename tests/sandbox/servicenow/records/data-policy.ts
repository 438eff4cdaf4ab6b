import type { Dictionary } from '../schema/dictionary.js';
import { cellOf, type Row } from '../store/row.js';
import type { Choices } from './choices.js';

/** A data policy refused to store a record. */
export class DataPolicyError extends Error {
  /** The platform's own words, line break and tab included. */
  constructor(labels: readonly string[]) {
    super(`Data Policy Exception: \n\tThe following fields are mandatory: ${labels.join(', ')}`);
  }
}

/**
 * The policy "make close info mandatory when resolved or closed" on incidents.
 *
 * @throws DataPolicyError when the state is one of `states` and a closing field is empty. A resolution code that is
 * not among the choices counts as empty, as instances treat it.
 */
export function demandClosingFields(
  record: Row,
  states: readonly string[],
  parts: { readonly dictionary: Dictionary; readonly choices: Choices },
): void {
  if (!states.includes(cellOf(record, 'state'))) return;
  const missing: string[] = [];
  if (!parts.choices.has('incident', 'close_code', cellOf(record, 'close_code'))) missing.push('close_code');
  if (cellOf(record, 'close_notes') === '') missing.push('close_notes');
  if (missing.length === 0) return;
  throw new DataPolicyError(missing.map((element) => parts.dictionary.column('incident', element)?.label ?? element));
}
