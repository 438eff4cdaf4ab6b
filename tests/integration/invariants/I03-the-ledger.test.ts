import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropSeen, isOpen, recordSeen } from '../../../backend/changes/ledger.js';
import { createWorld, type World } from '../../support/world.js';

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

// Red without: the condition on open entries in dropSeen (changes/ledger.ts).
test('where versions are whole seconds, the newest two seconds stay open', async () => {
  const { id } = await world.integration();
  const at = '2026-03-02T09:00:00.000Z';
  const readAt = (afterMs: number) => new Date(Date.parse(at) + afterMs);
  const version = { token: at, at };
  const drop = async (afterMs: number) => {
    const open = isOpen(version, readAt(afterMs), 1_000);
    const entry = { side: 'right', itemId: 'one', version, hash: null, open } as const;
    return world.database.transaction('see', async (transaction) => {
      await recordSeen(transaction, id, [entry]);
      return dropSeen(transaction, id, 'right', [{ id: 'one', key: 'ONE', version }]);
    });
  };
  expect(await drop(1_999)).toHaveLength(1);
  expect(await drop(2_000)).toHaveLength(0);
  expect(isOpen(version, readAt(0), 1)).toBe(false);
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
