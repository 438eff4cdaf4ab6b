import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { onboardIncidents } from './support/incidents-file.js';

const bench = commandBench();

interface History {
  readonly links: readonly {
    readonly isTrue: boolean;
    readonly lines: readonly {
      readonly kind: string;
      readonly field: string | null;
      readonly before: unknown;
      readonly after: unknown;
    }[];
  }[];
}

async function editedItem(): Promise<string> {
  const { key } = bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await onboardIncidents(bench);
  bench.jira.edit(key, { summary: 'Printer is out' });
  await bench.run('sync', 'incidents', '--wait');
  return key;
}

test('the history of an item tells each field before and after, from either key', async () => {
  const key = await editedItem();
  const { document } = await bench.json<History>('history', key, '--verify');
  expect(document.links[0]?.isTrue).toBe(true);
  expect(document.links[0]?.lines).toContainEqual(
    expect.objectContaining({
      kind: 'updated',
      side: 'right',
      field: 'summary:short_description',
      before: 'Printer is on fire',
      after: 'Printer is out',
    }),
  );
  const incident = String(bench.serviceNow.people.rows('incident')[0]?.number);
  expect((await bench.run('history', incident)).out).toContain('“Printer is on fire” → “Printer is out”');
});

test('--verify finds a line that was changed, and one that was taken out at the end', async () => {
  const key = await editedItem();
  await bench.database.transaction('forge', async (transaction) => {
    // Whoever owns the database can do that; the chain is what tells.
    await transaction.query('alter table history disable trigger user');
    await transaction.query(`update history set after = '"Nothing happened"' where kind = 'updated'`);
  });
  const forged = await bench.json<History>('history', key, '--verify');
  expect([forged.code, forged.document.links[0]?.isTrue]).toEqual([1, false]);
  await bench.database.transaction('hide', (transaction) =>
    transaction.query(`delete from history where kind = 'updated'`),
  );
  expect((await bench.run('history', key, '--verify')).out).toContain('lines at its end are gone');
});

test('an item that is not linked is named', async () => {
  await editedItem();
  const { code, notes } = await bench.run('history', 'BENCH-999');
  expect(code).toBe(2);
  expect(notes).toContain('no item BENCH-999 is linked');
  expect((await bench.run('history', 'BENCH-1', '--integration', 'incident')).notes).toContain('did you mean');
});
