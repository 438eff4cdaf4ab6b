import { isNetworkSecret } from './configuration-file.js';
import { hasReference } from './connections/read-reference.js';
import type { Report } from './report.js';
import type { KeyPath } from './text/key-path.js';

/** In these `$` and braces have a meaning of their own; an expression that is none is found by its parser. */
const EXPRESSION_KEYS = new Set(['toLeft', 'toRight', 'when']);

/** Reports every `${NAME}` where no secret stands: an address or filter from the environment would make a file mean two things. */
export function checkReferences(report: Report, value: unknown, path: KeyPath): void {
  if (standsForNetworkSecret(path)) return;
  if (typeof value === 'string' && hasReference(value)) {
    report.unreadable(
      path,
      'variables and secrets are read where a secret stands only, as in `auth`; write the value itself',
    );
  }
  if (value === null || typeof value !== 'object' || isExempt(value, path)) return;
  for (const [key, member] of Object.entries(value)) {
    if (!EXPRESSION_KEYS.has(key)) checkReferences(report, member, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** A certificate's key and a proxy's password. */
function standsForNetworkSecret(path: KeyPath): boolean {
  return path.length === 4 && path[0] === 'connections' && isNetworkSecret(path.slice(2).join('.'));
}

/** `auth`, and integrations of other kinds, whose steps have expressions of their own. */
function isExempt(value: object, path: KeyPath): boolean {
  if (path.length === 3 && path[0] === 'connections' && path[2] === 'auth') return true;
  return (
    path.length === 2 &&
    path[0] === 'integrations' &&
    'kind' in value &&
    (value.kind === 'flow' || value.kind === 'collection')
  );
}
