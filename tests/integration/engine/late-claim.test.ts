import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Batch, takeBatch } from '../../../backend/changes/take-batch.js';
import { openJob } from '../../../backend/integrations/index.js';
import { insertLinks, type Link } from '../../../backend/links/index.js';
import type { Transaction } from '../../../backend/storage/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

// Red without: the second linksOf in takeBatch (changes/take-batch.ts).
test('a link that is made while its claim is waited for is seen by whoever gets the claim', async () => {
  const { id } = world.jira.createIssue({ project: 'BENCH', summary: 'Printer is out of paper' });
  const { id: integrationId } = await world.integration();
  const batch = await takenWhile((transaction) => insertLinks(transaction, [linkOf(integrationId, id)]));
  expect(batch).toMatchObject({ linked: [], unlinked: [] });
});

// Red without: remainingChanges in takeBatch (changes/take-batch.ts).
test('a change that is dealt with while its claim is waited for is not dealt with again', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Printer is out of paper' });
  const batch = await takenWhile((transaction) => transaction.query('delete from changes'));
  expect(batch).toMatchObject({ linked: [], unlinked: [] });
});

/** What a worker takes that waits for a claim while its holder commits what he did, and with it gives the claim back. */
async function takenWhile(commits: (transaction: Transaction) => Promise<unknown>): Promise<Batch | null> {
  await world.interrupt('onboarding', { transaction: 'close links', when: 'before' });
  const engine = await world.anotherEngine();
  const run = { id: engine.random.uuid(), lane: 'onboarding' };
  const { job } = await openJob(engine, await world.integration(), run, new AbortController().signal);

  const isTime = new AbortController();
  const closing = world.database.transaction('close as the other worker', async (transaction) => {
    await commits(transaction);
    await transaction.query(`delete from claims where key like 'mark:%'`);
    await once(isTime.signal, 'abort');
  });
  await appears(WRITING);
  world.clock.advance(60_000);
  const taking = takeBatch(job, new Set());
  await appears(BLOCKED).finally(() => isTime.abort());
  await closing;
  return taking;
}

async function appears(query: string): Promise<void> {
  await vi.waitFor(async () => expect(await world.sql(query)).toHaveLength(1), { timeout: 15_000 });
}

const OF_HERE = 'from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
const WRITING = `select pid ${OF_HERE} and state = 'idle in transaction' and query like 'delete from claims%'`;
const BLOCKED = `select pid ${OF_HERE} and wait_event_type = 'Lock'`;

function linkOf(integrationId: string, leftId: string): Link {
  return {
    id: '00000000-0000-4000-8000-000000000009',
    integrationId,
    left: { id: leftId, key: 'BENCH-1', url: null },
    right: { id: 'made', key: 'INC1', url: null },
    ruleIndex: 0,
    mappingVersion: 1,
    bases: {},
    held: [],
    problem: null,
    version: 1,
    historyHash: null,
  };
}
