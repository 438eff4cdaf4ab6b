import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  for (let n = 1; n <= 3; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  await world.run('onboarding');
  world.clock.advance(600_000);
});
afterEach(() => world.close());

const stored = async () => ({
  changes: await world.sql('select item_key from changes'),
  cursors: await world.sql('select side, updated_to from cursors order by side'),
});

// Red without: storeChanges sharing the page's transaction (storePage in streams/read-stream.ts).
test('the changes of a page, its cursor and its state are stored together or not at all', async () => {
  const before = await stored();
  world.jira.edit('BENCH-2', { summary: 'Edited' });
  await world.sql(`create function refuse() returns trigger language plpgsql as 'begin raise ''no room''; end'`);
  await world.sql('create trigger refuse before insert or update on cursors for each row execute function refuse()');
  expect(await world.run('incremental')).toMatchObject({ state: 'failed' });
  expect(await stored()).toEqual(before);
  expect(
    await world.sql(
      'select id from integration_streams where pages > 0 and run_id in (select id from integration_runs where mode = $1)',
      ['incremental'],
    ),
  ).toEqual([]);

  await world.sql('drop trigger refuse on cursors');
  await world.run('incremental');
  expect(world.incident('BENCH-2')).toMatchObject({ short_description: 'Edited' });
});

// Red without: the ledger and the changes being written with the page (a worker that advances the stream first in storePage).
test('a worker killed between the page and its commit loses nothing: the same page is read again', async () => {
  const before = await stored();
  world.jira.edit('BENCH-2', { summary: 'Edited' });
  await world.kill('incremental', { transaction: 'store page', when: 'before' });
  expect(await stored()).toEqual(before);
  expect(await world.run('incremental')).toMatchObject({ state: 'finished', counters: { updated: 1 } });
  expect(world.incident('BENCH-2')).toMatchObject({ short_description: 'Edited' });
});

// Red without: the call standing outside (workBatch with settleVanished inside a transaction, readStream with page inside one).
test('no call to a tool is made inside a transaction', async () => {
  const inside = new AsyncLocalStorage<string>();
  const offences: string[] = [];
  let calls = 0;
  const worker = await world.anotherEngine({
    database: (inner) => ({
      close: () => inner.close(),
      transaction: (name, work) => inner.transaction(name, (transaction) => inside.run(name, () => work(transaction))),
    }),
    port: (inner) => (request, options) => {
      calls += 1;
      const name = inside.getStore();
      if (name !== undefined) offences.push(`${request.method} ${request.url} inside "${name}"`);
      return inner(request, options);
    },
  });
  world.jira.edit('BENCH-2', { summary: 'Edited' });
  world.jira.comment('BENCH-2', 'And commented');
  world.jira.createIssue({ project: 'BENCH', summary: 'New' });
  world.serviceNow.people.create('incident', { short_description: 'New there' });
  world.jira.remove('BENCH-1');
  await world.run('incremental', {}, worker);
  await world.run('reconcile', {}, worker);
  world.clock.advance(60_000);
  await world.run('incremental', {}, worker);
  expect(calls).toBeGreaterThan(20);
  expect(offences).toEqual([]);
});
