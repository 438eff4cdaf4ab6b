import { afterEach, beforeEach, expect, test } from 'vitest';
import { jiraConnector } from '../../../backend/connectors/jira/index.js';
import type { HttpRequest } from '../../../backend/connectors/sdk/index.js';
import { serviceNowConnector } from '../../../backend/connectors/servicenow/index.js';
import { endLink } from '../../../backend/links/index.js';
import { LEASE_SECONDS } from '../../../backend/storage/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const isCreate = ({ method, url }: HttpRequest) => method === 'POST' && url.includes('/api/now/table/incident');
const isUpdate = ({ method, url }: HttpRequest) => method === 'PATCH' && url.includes('/api/now/table/incident');

async function linked(summary: string): Promise<void> {
  world.jira.createIssue({ project: 'BENCH', summary });
  await world.run('onboarding');
  world.clock.advance(60_000);
}

// Red without: the refusal in assertClaims (storage/claims.ts).
test('a worker whose claim was taken over cannot store what it did', async () => {
  await linked('Mail is slow');
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  const first = await world.kill('incremental', { transaction: 'close links', when: 'before' });
  const second = await world.kill('incremental', { transaction: 'close links', when: 'before' });
  const [before] = await world.links();

  await first.goOn();
  expect((await world.links())[0]).toEqual(before);
  await second.goOn();
  expect((await world.links())[0]).toEqual(before);

  expect(await world.run('incremental')).toMatchObject({ state: 'finished', counters: { held: 0, failed: 0 } });
  const [after] = await world.links();
  expect(after?.bases['summary:short_description']).toMatchObject({ right: 'Mail is very slow' });
  // What was found of the interrupted write is one store, the look that follows it another; neither dead worker adds a third.
  expect(after?.version).toBe((before?.version ?? 0) + 2);
});

// Red without: the version in the condition of updateLinks (links/link-repository.ts).
test('a close does not cover what was committed since the link was read', async () => {
  await linked('Disk is full');
  const [link] = await world.links();
  world.intercept('service-now', async (request, send) => {
    const answer = await send();
    if (isUpdate(request)) {
      await world.database.transaction('a person unlinks', (transaction) =>
        endLink(transaction, link?.id ?? '', 'unlinked'),
      );
    }
    return answer;
  });
  world.jira.edit('BENCH-1', { summary: 'Disk is full again' });
  await world.run('incremental');
  const [stored] = await world.sql('select version, ended_reason from links');
  expect(stored).toMatchObject({ version: (link?.version ?? 0) + 1, ended_reason: 'unlinked' });
});

// Red without: the condition on the other worker's lease in takeClaims (storage/claims.ts).
test('what another run has in hand is left to it', async () => {
  await linked('Printer is out of paper');
  world.jira.edit('BENCH-1', { summary: 'Printer is out of ink' });
  const busy = await world.interrupt('incremental', { call: isUpdate, when: 'before' });
  const beside = await world.interrupt(
    'manual',
    { transaction: 'take changes', when: 'after' },
    { items: ['BENCH-1'] },
  );
  const claims = await world.sql(`select worker_id from claims where key like 'link:%'`);
  expect(claims).toEqual([{ worker_id: busy.engine.workerId }]);

  await busy.goOn();
  await beside.goOn();
  expect(world.serviceNow.calls.of('patchRecord')).toBe(1);
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Printer is out of ink' });
});

// Red without: the claim on the mark (subjectOf in changes/take-batch.ts).
test('before a link exists the mark is claimed, so that two runs make one partner', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Phone is dead' });
  const onboarding = await world.interrupt('onboarding', { call: isCreate, when: 'before' });
  world.jira.edit('BENCH-1', { summary: 'Phone is quite dead' });
  const polls = await world.interrupt('incremental', { transaction: 'take changes', when: 'after' });
  const claims = await world.sql(`select worker_id from claims where key like 'mark:%'`);
  expect(claims).toEqual([{ worker_id: onboarding.engine.workerId }]);

  await onboarding.goOn();
  await polls.goOn();
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
  expect(await world.links()).toHaveLength(1);
});

// Red without: time-outs below LEASE_SECONDS (requestTimeoutMs in connectors/jira/index.ts and connectors/servicenow/index.ts).
test('a request is given up before the lease runs out', () => {
  for (const { limits } of [jiraConnector, serviceNowConnector]) {
    expect(limits.requestTimeoutMs).toBeLessThan(LEASE_SECONDS * 1_000);
  }
});
