import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { ROUTES } from '../../../backend/api/index.js';
import { describedMembers, describedRole, operations } from './support/openapi.js';

/** Served beside the routes below `/api/v1`. */
const OF_THE_PROCESS = ['GET /healthz', 'GET /readyz', 'GET /metrics'];

test('the description is OpenAPI 3.1', async () => {
  const text = readFileSync(new URL('../../../descriptors/openapi.yaml', import.meta.url), 'utf8');
  const validator = new Validator();
  expect(await validator.validate(text)).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('every route is described, and every operation that is described has a route', () => {
  const routes = ROUTES.map(({ method, path }) => `${method.toUpperCase()} /api/v1${path}`);
  expect([...OF_THE_PROCESS, ...routes].sort()).toEqual([...operations].sort());
});

test('the role that each route wants is the described one', () => {
  const described = ROUTES.map(
    ({ method, path }) => `${method} ${path}: ${describedRole(method, `/api/v1${path}`) ?? null}`,
  );
  expect(described).toEqual(ROUTES.map(({ method, path, needs }) => `${method} ${path}: ${needs}`));
});

test('every member that a request may have is described, and every one that is described is known', () => {
  for (const { method, path, knows } of ROUTES) {
    const known = { query: [...knows.query].sort(), body: [...knows.body].sort() };
    expect(known, `${method} ${path}`).toEqual(describedMembers(method, `/api/v1${path}`));
  }
});
