import { beforeEach, expect, test } from 'vitest';
import { addonBench, type Said } from './support/addon-bench.js';
import { syncedIncidents } from './support/synced-incidents.js';

const bench = addonBench();
const incidents = syncedIncidents(bench);
beforeEach(() => bench.pair());

interface Shown {
  readonly links: readonly {
    readonly link: string;
    readonly here: { readonly key: string; readonly title: string };
    readonly there: { readonly key: string; readonly title: string; readonly url: string };
    readonly state: string;
    readonly waiting: number;
    readonly maySync: boolean;
    readonly mayUnlink: boolean;
    readonly fields: readonly {
      readonly name: string;
      readonly here: unknown;
      readonly there: unknown;
      readonly held: { readonly conflict: string; readonly version: number; readonly maySettle: boolean } | null;
    }[];
  }[];
  readonly unlinked: readonly {
    readonly reason: string;
    readonly words: string;
    readonly clauses: readonly string[];
    readonly mayCreate: boolean;
  }[];
}

const FIRE = { project: 'BENCH', summary: 'Printer is on fire', priority: 'High', labels: ['it'] };

const body = <T = Shown>({ status, text }: Said): T => {
  expect(status, text).toBe(200);
  return JSON.parse(text) as T;
};
const show = async (id: string, person = 'alice') => body(await bench.asPerson(person, `/issues/${id}`));
const statusOf = async (path: string, { person = 'alice', said = {} }: { person?: string; said?: object } = {}) =>
  (await bench.asPerson(person, path, said)).status;

test('a linked issue shows both keys, titles and the mapped fields that it has itself', async () => {
  const { id, key } = bench.jira.createIssue(FIRE);
  await incidents.onboard();
  const { links, unlinked } = await show(id);
  expect(unlinked).toEqual([]);
  const [link] = links;
  expect(link).toMatchObject({
    state: 'equal',
    here: { key, title: 'Printer is on fire' },
    there: { key: expect.stringMatching(/^INC/), title: 'Printer is on fire', url: expect.stringContaining('http') },
  });
  // What is computed for the other side alone is nobody's here.
  expect(link?.fields.map(({ name }) => name)).toEqual(['Summary', 'Priority']);
});

// Red without: requireBrowse; the same answer for what is not there.
test('who may not see the issue in Jira is told that there is none', async () => {
  const { id } = bench.jira.createIssue(FIRE);
  await incidents.onboard();
  const hidden = await bench.asPerson('stranger', `/issues/${id}`);
  const absent = await bench.asPerson('alice', '/issues/99999999');
  expect([hidden.status, absent.status]).toEqual([404, 404]);
  const detail = ({ text }: Said, of: string) => (JSON.parse(text) as { detail: string }).detail.replace(of, '');
  expect(detail(hidden, id)).toBe(detail(absent, '99999999'));
});

test('why an issue is not synced: the conditions of the filter that do not hold', async () => {
  const { id } = bench.jira.createIssue({ ...FIRE, priority: 'Low', labels: [] });
  await incidents.onboard();
  const { links, unlinked } = await show(id);
  expect(links).toEqual([]);
  expect(unlinked).toMatchObject([
    { reason: 'filter', clauses: ['labels is not EMPTY', '(priority = High or priority = Highest)'], mayCreate: false },
  ]);
});

test('why an issue is not synced: its type is in no entry', async () => {
  const { id } = bench.jira.createIssue({ ...FIRE, issuetype: 'Bug' });
  await incidents.onboard();
  const { unlinked } = await show(id);
  expect(unlinked).toMatchObject([{ reason: 'mapping', words: expect.stringContaining('Bug'), mayCreate: false }]);
});

test('why an issue is not synced: nothing is in the way, the next run makes its partner', async () => {
  await incidents.onboard();
  const { id } = bench.jira.createIssue(FIRE);
  expect((await show(id)).unlinked).toMatchObject([{ reason: 'next run' }]);
});

test('an issue of another project is no business of the integration', async () => {
  const { id } = bench.jira.createIssue({ ...FIRE, project: 'IT' });
  await incidents.onboard();
  expect(await show(id)).toEqual({ links: [], unlinked: [] });
});

// Red without: requireDeed in each route.
test('what is not granted is refused to who may edit, and what is granted to who may not', async () => {
  const { id } = bench.jira.createIssue(FIRE);
  await incidents.onboard();
  const [link] = (await show(id)).links;
  expect(link).toMatchObject({ maySync: true, mayUnlink: false });
  const path = `/issues/${id}/links/${link?.link}`;
  expect(await statusOf(`${path}/unlink`)).toBe(403);
  expect(await statusOf(`${path}/sync`)).toBe(200);
  expect((await show(id, 'reader')).links).toMatchObject([{ maySync: false }]);
  expect(await statusOf(`${path}/sync`, { person: 'reader' })).toBe(403);
  expect(await statusOf(`${path}/unlink`, { person: 'admin' })).toBe(200);
  expect((await show(id)).unlinked).toMatchObject([{ reason: 'ended', mayCreate: false }]);
});

test('sync now lets the next run look at the issue', async () => {
  const { id, key } = bench.jira.createIssue(FIRE);
  await incidents.onboard();
  const [link] = (await show(id)).links;
  bench.jira.edit(key, { summary: 'Printer is still on fire' });
  expect(await statusOf(`/issues/${id}/links/${link?.link}/sync`)).toBe(200);
  expect((await show(id)).links).toMatchObject([{ waiting: 1 }]);
  await incidents.sync();
  expect((await show(id)).links).toMatchObject([{ waiting: 0, there: { title: 'Printer is still on fire' } }]);
});

test('a partner is made where it is granted, whatever the filter says', async () => {
  const { id } = bench.jira.createIssue({ ...FIRE, priority: 'Low' });
  await incidents.onboard('    panel: [create]');
  expect((await show(id)).unlinked).toMatchObject([{ reason: 'filter', mayCreate: true }]);
  expect(await statusOf(`/issues/${id}/partners`, { person: 'reader', said: { integration: 'incidents' } })).toBe(403);
  expect(await statusOf(`/issues/${id}/partners`, { said: { integration: 'others' } })).toBe(404);
  expect(await statusOf(`/issues/${id}/partners`, { said: { integration: 'incidents' } })).toBe(200);
  await incidents.sync();
  expect((await show(id)).links).toHaveLength(1);
});

test('a conflict is settled by who may edit the issue and is granted it, for the version that he was shown', async () => {
  const { id, key } = bench.jira.createIssue(FIRE);
  await incidents.onboard('    panel: [settle]\n    conflicts: hold');
  const number = (await show(id)).links[0]?.there.key ?? '';
  bench.jira.edit(key, { summary: 'Here it is on fire' });
  incidents.serviceNow.people.edit('incident', number, { short_description: 'There it is on fire' });
  await incidents.sync();
  const held = (await show(id)).links[0]?.fields.find(({ name }) => name === 'Summary')?.held;
  expect(held).toMatchObject({ maySettle: true, here: 'Here it is on fire', there: 'There it is on fire' });
  const path = `/issues/${id}/conflicts/${held?.conflict}/answer`;
  const answer = { version: held?.version, take: 'there' };
  expect(await statusOf(path, { person: 'reader', said: answer })).toBe(403);
  expect(await statusOf(path, { said: { ...answer, version: 99 } })).toBe(409);
  const other = bench.jira.createIssue(FIRE);
  expect(await statusOf(`/issues/${other.id}/conflicts/${held?.conflict}/answer`, { said: answer })).toBe(404);
  expect(await statusOf(path, { said: answer })).toBe(200);
  await incidents.sync();
  expect((await show(id)).links).toMatchObject([{ state: 'equal', here: { title: 'There it is on fire' } }]);
});

// Red without: the split of the connections by reachesSite.
test('another Jira of the same tenant sees no links of this one, though ids are alike', async () => {
  const { id } = bench.jira.createIssue(FIRE);
  await incidents.onboard();
  expect((await show(id)).links).toHaveLength(1);
  await bench.application.database.transaction('move', ({ query }) =>
    query(`update connections set settings = jsonb_set(settings, '{url}', '"https://other.example"'), site_id = null`),
  );
  expect((await show(id)).links).toEqual([]);
});
