import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../../../backend/api/index.js';
import type { Application } from '../../../backend/application/index.js';
import { silentLogger } from '../../../backend/shared/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const apiOf = (application: Application | null) =>
  createApi({ application: () => application, version: '1.2.3', log: silentLogger });
const opened = () => ({ database: world.database, databaseDescription: 'a test database' }) as Application;

test('a process that still starts is alive and not ready', async () => {
  await request(apiOf(null)).get('/healthz').expect(200, { status: 'ok', version: '1.2.3' });
  const { body } = await request(apiOf(null))
    .get('/readyz')
    .expect(503)
    .expect('content-type', /problem\+json/);
  expect(body).toMatchObject({ status: 503, detail: 'the platform is starting' });
});

test('a process with a database is ready, and shows where its integrations stand', async () => {
  await request(apiOf(opened())).get('/readyz').expect(200, { status: 'ready' });
  const { body } = await request(apiOf(opened())).get('/status').expect(200);
  expect(body).toMatchObject({ version: '1.2.3', database: 'a test database' });
  expect(JSON.stringify(body)).toContain('incidents');
  expect(JSON.stringify(body)).not.toContain('sealed');
});

test('an address that nobody serves is a problem document', async () => {
  await request(apiOf(opened()))
    .get('/nothing')
    .expect(404)
    .expect('content-type', /problem\+json/);
});
