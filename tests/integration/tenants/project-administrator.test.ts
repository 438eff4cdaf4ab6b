import express from 'express';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../../addon/index.js';
import { failed, mountRoutes } from '../../../backend/api/http/index.js';
import { ROUTES } from '../../../backend/api/routes.js';
import { NOT_REQUIRED } from '../../../backend/licences/index.js';
import { silentLogger } from '../../../backend/shared/index.js';
import { installSite, type Site } from '../../../backend/sites/index.js';
import { incidents } from '../../support/definitions.js';
import { RecordedQueue } from '../../support/recorded-queue.js';
import { createWorld, type World } from '../../support/world.js';
import { applicationOf } from '../api/support/api-bench.js';

const OTHER_PROJECT = '10777';

let world: World;
let site: Site;
let project: string;
beforeEach(async () => {
  const definition = incidents();
  const other = { ...definition, left: { ...definition.left, container: 'SECRET' } };
  world = await createWorld({ definition, others: { secret: other } });
  world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await world.run('onboarding');
  const [described] = await world.sql(
    `select connection_id, body->>'id' as id from container_schemas where container = 'BENCH'`,
  );
  project = String(described?.id);
  await world.sql(
    `insert into container_schemas (connection_id, container, body) values ($1, 'SECRET', jsonb_build_object('id', $2::text))`,
    [described?.connection_id, OTHER_PROJECT],
  );
  const installed = {
    host: 'connect',
    key: 'client-key',
    baseUrl: 'http://jira.test',
    displayUrl: 'http://jira.test',
  } as const;
  site = await world.database.transaction('install', (transaction) => installSite(transaction, installed, 'onpremise'));
});
afterEach(() => world.close());

/** Asks as somebody who has no role in the tenant and administers these projects of that site. */
async function ask(
  projects: readonly string[],
  method: 'get' | 'post',
  path: string,
  from: Site = site,
  sent: object | undefined = undefined,
) {
  const caller: Caller = {
    host: 'connect',
    tenant: 'default',
    site: from,
    actor: { kind: 'jira', name: 'anna' },
    rights: {
      role: null,
      mayPair: false,
      administers: async (ids) => ids.filter((id) => projects.includes(id)),
      onIssue: async () => ({ browse: false, edit: false }),
    },
    licence: NOT_REQUIRED,
  };
  const queue = new RecordedQueue();
  const api = express()
    .use((_request, response, next) => {
      response.locals.caller = caller;
      next();
    })
    .use(mountRoutes(ROUTES, () => applicationOf(world, queue)))
    .use(failed(silentLogger));
  const asked = request(api)[method](path);
  const { status, body, text } = await (sent === undefined ? asked : asked.send(sent));
  return { status, body, text };
}

const namesAt = async (projects: readonly string[], path: string) =>
  (await ask(projects, 'get', path)).body.items.map(({ name }: { readonly name: string }) => name);

// Red without: accessOf in mount-routes.ts, or syncline_integrations() in a policy.
test('who administers a project looks after its integrations, and meets no others', async () => {
  expect(await namesAt([project], '/integrations')).toEqual(['incidents']);
  expect(await namesAt([OTHER_PROJECT], '/integrations')).toEqual(['secret']);
  expect(await namesAt([project, OTHER_PROJECT], '/integrations')).toEqual(['incidents', 'secret']);
  expect((await ask([project], 'get', '/integrations/secret')).status).toBe(404);
  expect((await ask([project], 'post', '/integrations/secret/pause')).status).toBe(404);
  expect((await ask([OTHER_PROJECT], 'get', '/links')).body.items).toEqual([]);
  expect((await ask([project], 'get', '/links')).body.items).toHaveLength(1);
  expect((await ask([project], 'get', '/status')).text).not.toContain('secret');
  expect((await ask([project], 'post', '/integrations/incidents/pause')).body).toMatchObject({ state: 'paused' });
  expect((await ask([project], 'post', '/integrations/incidents/resume')).body).toMatchObject({ state: 'active' });
  expect(await world.sql(`select actor_kind, actor, action from audit order by id`)).toEqual([
    { actor_kind: 'jira', actor: 'anna', action: 'pause' },
    { actor_kind: 'jira', actor: 'anna', action: 'resume' },
  ]);
});

// Red without: ofWholeTenant of the route, or the role of a project's administrator in access-of.ts.
test('what all projects share is not his', async () => {
  for (const deed of ['pause', 'resume', 'rebind']) {
    expect((await ask([project], 'post', `/connections/jira/${deed}`)).status, deed).toBe(403);
  }
  for (const deed of ['pause', 'resume']) expect((await ask([project], 'post', `/${deed}`)).status).toBe(403);
  expect((await ask([project], 'get', '/audit')).status).toBe(403);
  expect((await ask([project], 'get', '/connections/jira')).status).toBe(200);
});

// Red without: the site in the query of access-of.ts.
test('who administers nothing here, or a project of another Jira with the same id, is not let in', async () => {
  expect((await ask([], 'get', '/integrations')).status).toBe(403);
  expect((await ask(['4711'], 'get', '/integrations')).status).toBe(403);
  const elsewhere = {
    ...site,
    key: 'another',
    baseUrl: 'https://evil.example.com',
    displayUrl: 'https://evil.example.com',
  };
  expect((await ask([project], 'get', '/integrations', elsewhere)).status).toBe(403);
});

// Red without: alsoOfProjects in mount-routes.ts.
test('the mapping of his integration is his to change, of another project it is not there', async () => {
  const path = '/integrations/incidents/mapping';
  const { yaml, revision, mayChange } = (await ask([project], 'get', path)).body;
  expect(mayChange).toBe(true);
  const draft = yaml.replace('initial: left', 'initial: right');
  expect((await ask([project], 'post', `${path}/check`, site, { yaml: draft })).body).toMatchObject({
    faults: [],
    differences: [{ kind: 'changed', path: 'initial' }],
  });
  expect((await ask([project], 'post', path, site, { yaml: draft, revision })).body).toMatchObject({ version: 2 });
  expect((await ask([OTHER_PROJECT], 'get', path)).status).toBe(404);
  expect((await ask([OTHER_PROJECT], 'post', path, site, { yaml: draft, revision })).status).toBe(404);
});

// Red without: accessOf in backend/api/site/site-routes.ts.
test('the pages of administrators open to him as to an operator of some integrations, the panel as to anybody', async () => {
  const paired: Site = { ...site, state: 'active' };
  const inPages = await ask([project], 'get', '/site?of=administration', paired);
  expect(inPages.body).toMatchObject({ role: 'operator', ofProjects: true });
  expect((await ask([project], 'get', '/site', paired)).body).toMatchObject({ role: null, ofProjects: false });
  const elsewhere = await ask(['10999'], 'get', '/site?of=administration', paired);
  expect(elsewhere.body).toMatchObject({ role: null, ofProjects: false });
  // Before the site is paired nobody's projects are asked for.
  expect((await ask([project], 'get', '/site?of=administration')).body).toMatchObject({ role: null });
});
