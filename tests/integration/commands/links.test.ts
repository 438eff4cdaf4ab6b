import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { onboardIncidents } from './support/incidents-file.js';

const bench = commandBench();

interface Links {
  readonly links: readonly {
    readonly left: { readonly key: string };
    readonly state: string;
    readonly endedReason: string;
  }[];
  readonly hasMore: boolean;
}

async function onboarded(): Promise<void> {
  for (const summary of ['Printer is on fire', 'Mail is slow', 'VPN drops'])
    bench.jira.createIssue({ project: 'BENCH', summary });
  await onboardIncidents(bench);
}

test('links are listed with how they stand, by state and by item', async () => {
  await onboarded();
  const { document } = await bench.json<Links>('links', 'incidents', '--limit', '2');
  expect(document).toMatchObject({ links: [{ state: 'equal' }, { state: 'equal' }], hasMore: true });
  const one = await bench.json<Links>('links', 'incidents', '--item', 'BENCH-2');
  expect(one.document.links.map(({ left }) => left.key)).toEqual(['BENCH-2']);
  expect((await bench.json<Links>('links', 'incidents', '--state', 'held')).document.links).toEqual([]);
  const { out } = await bench.run('links', 'incidents');
  expect(out).toMatch(/BENCH-1\s+INC0010001\s+equal/);
});

test('what is unlinked goes its own way, is told in history, and is not linked again', async () => {
  await onboarded();
  expect((await bench.run('unlink', 'BENCH-2')).out).toBe('BENCH-2 and INC0010002 are linked no more.');
  bench.jira.edit('BENCH-2', { summary: 'Mail is very slow' });
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(0);
  const incidents = bench.serviceNow.people.rows('incident');
  expect(incidents.map(({ short_description }) => short_description)).toEqual([
    'Printer is on fire',
    'Mail is slow',
    'VPN drops',
  ]);
  const ended = await bench.json<Links>('links', 'incidents', '--state', 'ended');
  expect(ended.document.links).toMatchObject([{ left: { key: 'BENCH-2' }, endedReason: 'unlinked' }]);
  const history = await bench.run('history', 'BENCH-2', '--verify');
  expect(history).toMatchObject({ code: 0 });
  expect(history.out).toContain('BENCH-2 and INC0010002 are linked no more');
});

test('an item that is not linked is named with the way out', async () => {
  await onboarded();
  const { code, notes } = await bench.run('unlink', 'BENCH-99');
  expect(code).toBe(2);
  expect(notes).toContain('no item BENCH-99 is linked; write its key as people do');
});

test('another site is refused until the connection is bound to it', async () => {
  await onboarded();
  bench.jira.manners.set('B28');
  bench.jira.edit('BENCH-1', { summary: 'Printer is out' });
  const refused = await bench.run('sync', 'incidents', '--wait');
  expect(refused.code).not.toBe(0);
  expect(refused.notes + refused.out).toContain('syncline rebind jira');

  const { document } = await bench.json<{ before: string; now: string }>('rebind', 'jira');
  expect(document.now).not.toBe(document.before);
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(0);
  expect(bench.serviceNow.people.rows('incident')[0]).toMatchObject({ short_description: 'Printer is out' });
  expect((await bench.run('rebind', 'jira')).out).toContain('already');
});
