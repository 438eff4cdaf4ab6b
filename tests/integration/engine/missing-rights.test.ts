import { afterEach, beforeEach, expect, test } from 'vitest';
import { listConnections, resumeConnection } from '../../../backend/connections/index.js';
import { insertRun, workRun } from '../../../backend/runs/index.js';
import { incidents } from '../../support/definitions.js';
import { type ConnectionName, createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  for (const n of [1, 2, 3]) {
    world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
    world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  }
});
afterEach(() => world.close());

const connection = async (name: ConnectionName) =>
  (await world.database.transaction('list', listConnections)).find((candidate) => candidate.name === name);

/** Takes a permission in every project from our account in Jira; the returned function gives it back. */
function withoutPermission(permission: string): () => void {
  const account = world.jira.state.directory.person('sync');
  const { rights } = account;
  const kept = Object.entries(rights).map(([project, names]) => [project, names.filter((name) => name !== permission)]);
  Object.assign(account, { rights: Object.fromEntries(kept) });
  return () => void Object.assign(account, { rights });
}

function withoutAccess(table: string, operation: 'create' | 'read'): () => void {
  const denial = { user: 'syncline', table, operation };
  world.serviceNow.access.deny(denial);
  return () => world.serviceNow.access.allow(denial);
}

/** Every call is answered as for an account that is let in and may do nothing. */
function shutOut(): () => void {
  world.intercept('jira', async ({ url }, send) => {
    if (url.includes('/myself')) return send();
    return { status: 403, headers: {}, body: '{"message":"Current user is not permitted to use Jira"}' };
  });
  return () => world.intercept('jira', null);
}

const CASES: readonly [string, ConnectionName, readonly string[], () => () => void][] = [
  ['to use Jira', 'jira', ['not permitted to use Jira', '403'], shutOut],
  ['to create issues', 'jira', ['BENCH', 'Create Issues'], () => withoutPermission('CREATE_ISSUES')],
  ['to create incidents', 'service-now', ['incident', 'itil', 'create'], () => withoutAccess('incident', 'create')],
  ['to read journals', 'service-now', ['sys_journal_field', 'read'], () => withoutAccess('sys_journal_field', 'read')],
];

test.each(CASES)('without the right %s the connection %s is paused, and goes on when it has it', async (...parts) => {
  const [, name, words, takeAway] = parts;
  const giveBack = takeAway();
  const run = await world.run('onboarding');
  expect(run).toMatchObject({ state: 'paused', error: { name: 'ReconnectNeededError' } });
  for (const word of [`connection ${name}`, ...words]) expect(run.error?.message).toContain(word);
  const paused = await connection(name);
  expect(paused).toMatchObject({ state: 'paused', pausedReason: run.error?.message });

  giveBack();
  await world.database.transaction('resume', (transaction) => resumeConnection(transaction, paused?.id ?? ''));
  expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { failed: 0 } });
  expect(world.jira.issues()).toHaveLength(6);
  expect(world.serviceNow.people.rows('incident')).toHaveLength(6);
});

test('a table that the account may not read is named with what it needs', async () => {
  const giveBack = withoutAccess('incident', 'read');
  const run = await world.run('onboarding');
  expect(run).toMatchObject({ state: 'failed', error: { name: 'ConfigurationError' } });
  for (const word of ['connection service-now', 'table incident', 'itil']) expect(run.error?.message).toContain(word);
  giveBack();
  expect(await world.run('onboarding')).toMatchObject({ state: 'finished' });
});

test('an account that may not create issues syncs what is not created there', async () => {
  await world.redefine((definition) => ({ ...definition, create: 'right' }));
  withoutPermission('CREATE_ISSUES');
  expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { created: 3, failed: 0 } });
  world.clock.advance(60_000);
  const { sys_id = '' } = world.incident('BENCH-1');
  world.serviceNow.people.edit('incident', sys_id, { short_description: 'Edited', priority: '1' });
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1').fields).toMatchObject({ summary: 'Edited', priority: { name: 'Highest' } });
});

test('a project that the account cannot see any more is named with what it needs, and comes back by itself', async () => {
  await world.run('onboarding');
  const giveBack = withoutPermission('BROWSE_PROJECTS');
  const run = await world.run('incremental');
  expect(run).toMatchObject({ state: 'failed', error: { name: 'ConfigurationError' } });
  for (const word of ['connection jira', 'BENCH', 'Browse Projects']) expect(run.error?.message).toContain(word);
  expect(await connection('jira')).toMatchObject({ state: 'active' });
  giveBack();
  expect(await world.run('incremental')).toMatchObject({ state: 'finished' });
});

test('a right that is missing for one item stops that item alone, with the words of the tool', async () => {
  await world.run('onboarding');
  world.clock.advance(60_000);
  const { sys_id: locked = '' } = world.incident('BENCH-1');
  world.intercept('service-now', (request, send) => {
    if (request.method !== 'PATCH' || !request.url.includes(locked)) return send();
    const words = { message: 'Operation Failed', detail: 'ACL Exception Update Failed due to security constraints' };
    return Promise.resolve({ status: 403, headers: {}, body: JSON.stringify({ error: words, status: 'failure' }) });
  });
  for (const key of ['BENCH-1', 'BENCH-2']) world.jira.edit(key, { summary: `${key} edited` });
  const run = await world.run('incremental');
  expect(run).toMatchObject({ state: 'finished', counters: { updated: 1, failed: 1 } });
  expect(world.incident('BENCH-2')).toMatchObject({ short_description: 'BENCH-2 edited' });
  const links = await world.links();
  expect(links.find(({ left }) => left.key === 'BENCH-1')?.problem).toContain('ACL Exception Update Failed');
  expect(await connection('service-now')).toMatchObject({ state: 'active' });
});

test('a fault of one integration stops no other one that uses the same connections', async () => {
  const { database, engine } = world;
  const network = incidents({ left: { connection: 'jira', container: 'NET', filter: null }, create: 'right' });
  const id = engine.random.uuid();
  await world.sql(
    `insert into integrations (id, name, kind, enabled, definition, state) values ($1, 'network', 'sync', true, $2::json, 'active')`,
    [id, JSON.stringify(network)],
  );
  await world.sql(
    'insert into mapping_versions select id, mapping_version, definition from integrations where id = $1',
    [id],
  );
  await world.redefine((definition) => ({ ...definition, left: { ...definition.left, container: 'BENHC' } }));
  world.jira.createIssue({ project: 'NET', summary: 'Switch is down' });

  const failed = await world.run('onboarding');
  expect(failed).toMatchObject({ state: 'failed', error: { name: 'ConfigurationError' } });
  expect(failed.error?.message).toContain('BENHC');
  const { run } = await database.transaction('insert run', (transaction) =>
    insertRun(transaction, { id: engine.random.uuid(), integrationId: id, mode: 'onboarding', request: {} }),
  );
  const worked = await workRun(engine, run.id, new AbortController().signal);
  expect(worked).toMatchObject({ state: 'finished', counters: { created: 1, failed: 0 } });
  expect(world.incident('NET-1')).toMatchObject({ short_description: 'Switch is down' });
});
