import { expect, test } from 'vitest';
import { roleOf } from '../../../backend/sessions/oidc/role-of.js';

const RULES = [
  { role: 'viewer', value: 'staff' },
  { role: 'administrator', value: 'admins' },
  { role: 'operator', value: 'it' },
] as const;

test.each([
  ['one value', { roles: 'it' }, 'roles', 'operator'],
  ['the greatest of several', { roles: ['staff', 'admins', 'it'] }, 'roles', 'administrator'],
  ['an object inside', { realm_access: { roles: ['it'] } }, 'realm_access.roles', 'operator'],
  ['a claim whose name holds dots', { 'https://example.com/roles': ['staff'] }, 'https://example.com/roles', 'viewer'],
  ['none', {}, 'roles', null],
  ['other values', { roles: ['IT', 'admin', '', null, 7, { it: true }] }, 'roles', null],
  ['an object where a list should be', { roles: { admins: true } }, 'roles', null],
  ['what every object has', {}, 'constructor.name', null],
  ['a text that holds the value', { roles: 'admins it' }, 'roles', null],
])('%s', (_, claims, claim, role) => {
  expect(roleOf(claims, claim, RULES)).toBe(role);
});
