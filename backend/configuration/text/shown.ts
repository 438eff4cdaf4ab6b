import { nearest } from '../../shared/index.js';
import type { KeyPath } from './key-path.js';

const LONGEST = 60;
const AUTH_FIELD_NAMES = [
  'kind',
  'username',
  'password',
  'token',
  'clientId',
  'clientSecret',
  'refreshToken',
  'scope',
  'expires',
];
const SHOWN_OF_CONNECTION = new Set(['connector', 'insecure', 'readOnly', 'deployment']);
const MORE_THAN_AN_ADDRESS = /[@?#]/;

/** Whether what is written at `path` may be a secret, by mistake too: all of a connection but what is known to be public. */
function mayBeSecret(value: unknown, path: KeyPath): boolean {
  if (path[0] !== 'connections' || path.length < 2) return false;
  const [, , key] = path;
  if (key === 'url') return MORE_THAN_AN_ADDRESS.test(String(value));
  return !(key === 'limits' && typeof value === 'number') && !SHOWN_OF_CONNECTION.has(String(key));
}

/**
 * A value as it appears in a fault. Inside a connection only addresses without credentials and public keys are shown; the rest
 * is "this value", because a fault ends up on screens and in logs.
 */
export function shownValue(value: unknown, path: KeyPath): string {
  if (value === null || value === undefined) return 'an empty value';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (mayBeSecret(value, path)) return 'this value';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/**
 * A key as it appears in a fault. `password:hunter2`, where only a space is missing, must not show what follows the name, and in
 * `auth` only what is nearly the name of a field is surely not a secret.
 */
export function shownKey(key: string, parent: KeyPath): string {
  if (parent[0] !== 'connections' || parent.length < 2) return key;
  const name = /^[\w-]*/.exec(key)?.[0] ?? '';
  const isName = parent[2] !== 'auth' || nearest(name, AUTH_FIELD_NAMES) !== null;
  return isName && name === key ? key : `${isName ? name : ''}…`;
}
