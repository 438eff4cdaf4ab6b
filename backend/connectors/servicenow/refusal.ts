import { ConfigurationError, NotFoundError, ReconnectNeededError, RefusedError } from '../../shared/index.js';
import type { ErrorReader } from '../sdk/index.js';

/** The tool's words: `{ error: { message, detail }, status: "failure" }`. The detail says what the message only hints at. */
export const readToolError: ErrorReader = (_status, body) => {
  const error = member(body, 'error');
  const words = [member(error, 'message'), member(error, 'detail')].filter(isWords);
  return words.length === 0 ? null : { message: words.join(': '), fieldErrors: {} };
};

/**
 * Labels that a data policy names: `Data Policy Exception: The following fields are mandatory: Close code, Close notes`.
 * Also said of a choice that the instance does not have, because the tool drops such a value and then misses it.
 */
export function mandatoryLabels(message: string): readonly string[] {
  const listed = /fields? (?:are|is) mandatory:\s*([^\n]+)/i.exec(message)?.[1] ?? '';
  return listed
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '');
}

/** The same refusal with the tool's words at the fields that they name; `fieldIds` are by label in lower case. */
export function withFieldErrors(refusal: RefusedError, fieldIds: ReadonlyMap<string, string>): RefusedError {
  const fieldErrors: Record<string, string> = { ...refusal.fieldErrors };
  for (const label of mandatoryLabels(refusal.message)) {
    const field = fieldIds.get(label.toLowerCase());
    if (field !== undefined) fieldErrors[field] = `${label} is mandatory`;
  }
  const { status, details } = refusal;
  return new RefusedError(refusal.message, { status, fieldErrors, cause: refusal, details: { ...details } });
}

/** What a failed read of a table means for the one who has to mend it; other failures as they are. */
export function unreadableTable(table: string, error: unknown): unknown {
  if (error instanceof NotFoundError || (error instanceof RefusedError && /invalid table/i.test(error.message))) {
    return new ConfigurationError(`ServiceNow has no table "${table}": use its name (incident), not its label`, {
      cause: error,
    });
  }
  if (error instanceof RefusedError && error.status === 403) {
    return new ReconnectNeededError(
      `The account may not read the table ${table} (${error.message}): give it a role that may (for tasks: itil) or a read ACL on ${table}`,
      { cause: error, details: error.details },
    );
  }
  return error;
}

/** What a refused insert means: an access rule closes the whole table, other refusals are about the record. */
export function refusedInsert(table: string, refusal: RefusedError): Error {
  if (refusal.status !== 403 || !/ACL Exception Insert/i.test(refusal.message)) return refusal;
  return new ReconnectNeededError(
    `The account may not create records in ${table} (${refusal.message}): give it a role that may (for tasks: itil) or a create ACL on ${table}`,
    { cause: refusal, details: refusal.details },
  );
}

function member(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function isWords(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
