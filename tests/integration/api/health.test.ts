import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../../../backend/api/index.js';
import type { Application } from '../../../backend/application/index.js';
import { silentLogger, systemClock, systemRandom } from '../../../backend/shared/index.js';
import { createWorld, type World } from '../../support/world.js';
import { assertDescribed } from './support/openapi.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const apiOf = (application: Application | null) =>
  createApi({
    application: () => application,
    version: '1.2.3',
    publicUrl: undefined,
    clock: systemClock,
    random: systemRandom,
    log: silentLogger,
  });
const opened = () => ({ database: world.database }) as Application;

async function ask(application: Application | null, path: string) {
  const { status, type, body } = await request(apiOf(application)).get(path);
  assertDescribed('GET', path, { status, type, body });
  return { status, body };
}

test('a process that still starts is alive and not ready', async () => {
  expect(await ask(null, '/healthz')).toEqual({ status: 200, body: { status: 'ok', version: '1.2.3' } });
  expect(await ask(null, '/readyz')).toMatchObject({ status: 503, body: { detail: 'the platform is starting' } });
  expect((await ask(null, '/api/v1/status')).status).toBe(503);
});

test('a process with a database is ready, for whoever asks', async () => {
  expect(await ask(opened(), '/readyz')).toEqual({ status: 200, body: { status: 'ready' } });
});

test('a database that does not answer makes it not ready, and nothing of it is told', async () => {
  const broken = { database: { transaction: () => Promise.reject(new Error('password=geheim')) } };
  const { status, body } = await ask(broken as unknown as Application, '/readyz');
  expect(status).toBe(503);
  expect(body).toMatchObject({ detail: 'the database does not answer' });
});

test('an address that nobody serves is a problem document', async () => {
  expect(await ask(opened(), '/nothing')).toMatchObject({ status: 404, body: { title: 'Not Found' } });
});
