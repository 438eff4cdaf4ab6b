import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { applyIncidents } from './support/incidents-file.js';

const bench = commandBench();

/** Issues BENCH-1 to BENCH-n and as many incidents, which nothing pairs. */
function strangers(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    bench.jira.createIssue({ project: 'BENCH', summary: `Ticket ${index + 1}` });
    return bench.serviceNow.people.create('incident', { short_description: `Ticket ${index + 1}` }).number ?? '';
  });
}

const importFile = async (text: string, ...options: readonly string[]) =>
  bench.json('links', 'import', await bench.write('pairs.csv', text), ...options);

// Red without: insertLinks (pairs/import-pairs.ts): each of them gets a new partner.
test('pairs of a file are linked, and nothing is created for them', async () => {
  const [first, second] = strangers(2);
  await applyIncidents(bench);
  const { code, document } = await importFile(
    `Local issue key;Remote issue key\nBENCH-1;${first}\nBENCH-2;${second}\n`,
  );
  expect([code, document]).toEqual([
    0,
    { integration: 'incidents', isDryRun: false, linked: 2, known: 0, refused: [] },
  ]);
  const { document: synced } = await bench.json('sync', 'incidents', '--onboarding', '--wait');
  expect(synced).toMatchObject({ created: 0, failed: 0 });
  expect(bench.serviceNow.people.rows('incident')).toHaveLength(2);
  const { out } = await bench.run('history', 'BENCH-1');
  expect(out).toContain(`BENCH-1 and ${first} are the same by a file`);
});

// Red without: isDealtWith of pairs that are links already (plans/make-plan.ts): both sides are new, and it counts twice.
test('they meet at the next run, where `initial` decides, and a plan shows it before', async () => {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  const { number } = bench.serviceNow.people.create('incident', { short_description: 'Printer burns' });
  await applyIncidents(bench, { settings: '    delay: 60s\n    initial: left' });
  await importFile(`BENCH-1,${number}\n`);
  const { document } = await bench.json<{ readonly counts: object }>('plan', 'incidents');
  expect(document.counts).toMatchObject({ creates: { left: 0, right: 0 }, updates: { left: 0, right: 1 } });
  await bench.run('sync', 'incidents', '--wait');
  expect(bench.serviceNow.people.rows('incident')[0]?.short_description).toBe('Printer is on fire');
});

test('what cannot be linked is named with its line, and the rest is linked', async () => {
  const [first, second] = strangers(2);
  await applyIncidents(bench);
  const text = `BENCH-1,${first}\nBENCH-99,${second}\nBENCH-2,INC7\nBENCH-2,${first}\nBENCH-1,${first}\n`;
  const { code, document } = await importFile(text);
  expect([code, document]).toMatchObject([
    1,
    {
      linked: 1,
      known: 1,
      refused: [
        { line: 2, reason: 'there is no BENCH-99 in BENCH of jira' },
        { line: 3, reason: 'there is no INC7 in incident of service-now' },
        { line: 4, reason: `${first} is linked with another item already` },
      ],
    },
  ]);
});

test('a dry run stores nothing; columns may be named and swapped; addresses count as keys', async () => {
  const [first] = strangers(1);
  await applyIncidents(bench);
  const text = `number,what,address\n${first},x,https://example.atlassian.net/browse/BENCH-1\n`;
  const options = ['--columns', 'number,address', '--swap'];
  expect((await importFile(text, '--dry-run', ...options)).document).toMatchObject({ linked: 1, isDryRun: true });
  expect((await bench.run('links', 'incidents')).out).toBe('There is no such link.');
  expect((await importFile(text, ...options)).document).toMatchObject({ linked: 1 });
});

test.each([
  ['BENCH-1\n', /pairs\.csv:1: a pair has two keys; this line has one cell/],
  ['key,number\nBENCH-1,"INC1\n', /pairs\.csv cannot be read as pairs: Quote Not Closed/],
])('a file that is no list of pairs is refused with its fault', async (text, message) => {
  await applyIncidents(bench);
  const { code, notes } = await bench.run('links', 'import', await bench.write('pairs.csv', text));
  expect(code).toBe(2);
  expect(notes).toMatch(message);
});
