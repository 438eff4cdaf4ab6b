import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dropSeen, recordSeen } from '../../../backend/changes/ledger.js';
import type { HttpRequest } from '../../../backend/connectors/sdk/index.js';
import { cleanPoll } from '../../support/clean-poll.js';
import { incidents } from '../../support/definitions.js';
import { type ConnectionName, createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

// Red without: dropSeen (streams/read-stream.ts).
test('what was seen already is no change, though each poll reads its window again', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(10_000);
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  await world.run('incremental');
  const quiet = await world.run('incremental');
  expect(quiet).toMatchObject({
    counters: { read: 0 },
    calls: { jira: { reads: 1, writes: 0 }, 'service-now': { reads: 1, writes: 0 } },
  });
});

// Red without: both sides in `seen` of closeLink (writes/close-link.ts).
test('the versions of our own writes are known as soon as the tool answers them', async () => {
  // Jira's answer shows no comments: where they are carried, its version may cover one, and is looked at once more.
  await world.redefine((definition) => ({ ...definition, comments: 'none' }));
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  expect(await world.run('incremental')).toMatchObject({ counters: { read: 0 } });
  world.clock.advance(10_000);
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), { priority: '1' });
  await world.run('incremental');
  expect(await world.run('incremental')).toMatchObject({ counters: { read: 0 } });
});

// Red without: isUnchanged (changes/decide-linked.ts).
test('of changed items only those whose mapped values moved are compared with their partners and written', async () => {
  for (let n = 1; n <= 40; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-3', { summary: 'Edited 3' });
  world.jira.edit('BENCH-7', { summary: 'Edited 7' });
  world.jira.edit('BENCH-5', { environment: 'Only Jira knows this field' });
  world.jira.edit('BENCH-9', { environment: 'Only Jira knows this field' });
  world.serviceNow.calls.reset();
  const compared: string[] = [];
  const nameOf = new Map(
    world.serviceNow.people.rows('incident').map((row) => [String(row.sys_id), row.correlation_id]),
  );
  world.intercept('service-now', (request, send) => {
    const ids = /sys_idIN([0-9a-f,]+)/.exec(decodeURIComponent(request.url))?.[1]?.split(',') ?? [];
    compared.push(...ids.map((id) => String(nameOf.get(id))));
    return send();
  });
  const run = await world.run('incremental');
  expect(run).toMatchObject({ counters: { read: 4, updated: 2, skipped: 2 } });
  expect(compared.sort()).toEqual(['BENCH-3', 'BENCH-7']);
  expect(world.serviceNow.calls.of('patchRecord')).toBe(2);
});

describe('of two edits in one second, read in between and stored long after it, both arrive', () => {
  /** Edits `second`, then `third` as soon as the first was read, whose answer comes late. */
  async function editTwice(
    connection: ConnectionName,
    isRead: (request: HttpRequest) => boolean,
    edit: (words: string) => void,
  ) {
    world.clock.advance(60_000);
    edit('second');
    world.intercept(connection, async (request, send) => {
      if (!isRead(request)) return send();
      world.intercept(connection, null);
      const answer = await send();
      edit('third');
      await world.clock.sleep(5_000, new AbortController().signal);
      return answer;
    });
    await world.run('incremental');
  }

  // Red without: asking (jira/datacenter/data-center-dialect.ts), and of the second one without the tool's own clock (sdk/sightings.ts)
  test.each([0, -150_000, 150_000])(
    'by Data Center on a database of whole seconds, %d ms ahead',
    async (dataCenterAheadMs) => {
      await world.close();
      const left = { connection: 'data-center', container: 'BENCH', filter: null };
      world = await createWorld({ hasDataCenter: true, dataCenterAheadMs, definition: incidents({ left }) });
      world.dataCenter.manners.set('B3');
      world.dataCenter.createIssue({ project: 'BENCH', summary: 'first' });
      await world.run('onboarding');
      const isRead = ({ body }: HttpRequest) => body?.includes('id in (') === true;
      await editTwice('data-center', isRead, (summary) => world.dataCenter.edit('BENCH-1', { summary }));
      expect(world.incident('BENCH-1').short_description).toBe('second');
      await cleanPoll(world);
      expect(world.incident('BENCH-1').short_description).toBe('third');
      for (let polls = 0; polls < 3; polls += 1) await cleanPoll(world);
      expect(await world.run('incremental')).toMatchObject({ counters: { read: 0 } });
    },
  );

  // Red without: lagMs (jira/datacenter/data-center-dialect.ts)
  test('by Data Center whose index learns of the second one half a minute later', async () => {
    await world.close();
    const left = { connection: 'data-center', container: 'BENCH', filter: null };
    world = await createWorld({ hasDataCenter: true, definition: incidents({ left }) });
    world.dataCenter.manners.set('B3');
    world.dataCenter.createIssue({ project: 'BENCH', summary: 'first' });
    await world.run('onboarding');
    world.clock.advance(60_000);
    world.dataCenter.edit('BENCH-1', { summary: 'second' });
    world.dataCenter.manners.set('B1', { delayMs: 30_000 });
    world.dataCenter.edit('BENCH-1', { summary: 'third' });
    for (let polls = 0; polls < 10; polls += 1) {
      world.clock.advance(5_000);
      await world.run('incremental');
    }
    expect(world.incident('BENCH-1').short_description).toBe('third');
  });

  // Red without: the counter in the version (servicenow/item-reference.ts)
  test('by ServiceNow, which counts the changes of a record', async () => {
    world.serviceNow.people.create('incident', { short_description: 'first' });
    await world.run('onboarding');
    await editIncidentTwice();
    expect(world.jira.issue('BENCH-1').fields.summary).toBe('second');
    await cleanPoll(world);
    expect(world.jira.issue('BENCH-1').fields.summary).toBe('third');
  });

  // Red without: isCounted (servicenow/read.ts)
  test('by ServiceNow that does not show the account that count', async () => {
    world.serviceNow.access.deny({ user: 'syncline', table: 'incident', operation: 'read', field: 'sys_mod_count' });
    world.serviceNow.people.create('incident', { short_description: 'first' });
    await world.run('onboarding');
    await editIncidentTwice();
    expect(world.jira.issue('BENCH-1').fields.summary).toBe('second');
    await cleanPoll(world);
    expect(world.jira.issue('BENCH-1').fields.summary).toBe('third');
    for (let polls = 0; polls < 2; polls += 1) await cleanPoll(world);
    expect(await world.run('incremental')).toMatchObject({ counters: { read: 0 } });
  });

  async function editIncidentTwice(): Promise<void> {
    const id = String(world.serviceNow.people.rows('incident')[0]?.sys_id);
    const isRead = ({ method, url }: HttpRequest) =>
      method === 'GET' && decodeURIComponent(url).includes(`sys_idIN${id}`);
    await editTwice('service-now', isRead, (words) =>
      world.serviceNow.people.edit('incident', id, { short_description: words }),
    );
  }
});

// Red without: the comparison of version times in recordSeen and dropSeen (changes/ledger.ts).
test('an older version that an index shows late neither replaces a newer one nor is a change', async () => {
  const { id } = await world.integration();
  const ref = (at: string) => ({ id: 'one', key: 'ONE', version: { token: at, at } });
  const entry = (at: string) =>
    ({ side: 'left', itemId: 'one', version: { token: at, at }, hash: null, open: false }) as const;
  const [older, newer] = ['2026-03-02T09:00:00.000Z', '2026-03-02T09:00:05.000Z'];
  await world.database.transaction('see', async (transaction) => {
    await recordSeen(transaction, id, [entry(newer)]);
    expect(await dropSeen(transaction, id, 'left', [ref(older)])).toEqual([]);
    await recordSeen(transaction, id, [entry(older)]);
    expect(await dropSeen(transaction, id, 'left', [ref(newer)])).toEqual([]);
  });
});
