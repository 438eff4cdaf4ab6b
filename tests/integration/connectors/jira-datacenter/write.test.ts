import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemChange, LookUpRequest } from '../../../../backend/connectors/sdk/index.js';
import { RefusedError, UnknownOutcomeError } from '../../../../backend/shared/index.js';
import type { OpenSite } from '../jira/open-site.js';
import { openDataCenter } from './open-data-center.js';

let site: OpenSite;
beforeEach(async () => {
  site = await openDataCenter();
});
afterEach(() => site.expectLawful());

const document = (text: string) => ({
  type: 'doc' as const,
  version: 1 as const,
  content: [{ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'strong' }] }] }],
});

async function make(...marks: readonly string[]) {
  const fields = await site.fields('summary', 'description', 'assignee', 'priority', 'labels');
  const items = marks.map((mark) => ({
    typeId: '10001',
    mark,
    fields: {
      summary: mark,
      description: document(mark),
      assignee: { id: 'bob', label: 'Bob', email: null },
      priority: { id: '2', label: 'High' },
    },
  }));
  return site.tool.create({ container: 'BENCH', items, fields }, site.signal);
}

async function change(key: string, given: Partial<ItemChange>) {
  const ids = [...Object.keys(given.set ?? {}), ...Object.keys(given.elements ?? {}), 'status', 'resolution'];
  const fields = await site.fields(...new Set(ids));
  const item = await site.readOne(site.sandbox.issue(key).id, ...new Set(ids));
  const whole = { set: {}, elements: {}, entering: {}, ...given };
  const steps = await site.tool.steps({ item, change: whole, fields }, site.signal);
  for (const step of steps) await site.tool.perform({ container: 'BENCH', id: item.id, step, fields }, site.signal);
  return { steps: steps.map(({ name }) => name), before: item, fields };
}

describe('a create', () => {
  it('makes many in one call, with values and marks', async () => {
    await site.fields('summary');
    const outcomes = await make('m1', 'm2');
    expect(site.requests).toEqual(['POST /rest/api/2/issue/bulk']);
    expect(outcomes).toMatchObject([
      { kind: 'created', key: 'BENCH-1' },
      { kind: 'created', key: 'BENCH-2' },
    ]);
    const { fields, properties } = site.sandbox.issue('BENCH-1');
    expect(fields).toMatchObject({
      description: '*m1*',
      assignee: { name: 'bob', key: 'JIRAUSER10103' },
      priority: { id: '2' },
    });
    expect(properties).toEqual({ syncline: { mark: 'm1' } });
  });

  it('names the element that was refused and makes the others', async () => {
    site.sandbox.manners.set('B15', { element: 0, times: 1 });
    expect(await make('m1', 'm2')).toMatchObject([{ kind: 'refused' }, { kind: 'created' }]);
  });

  it('has an item that carries its mark, which costs no further call while it is remembered', async () => {
    const [made] = await make('m1');
    const id = made?.kind === 'created' ? made.id : '';
    await site.tool.identify(site.signal);
    expect(await site.readOne(id, 'summary')).toMatchObject({ mark: 'm1', createdByUs: true });
    expect(site.requests).not.toContainEqual(expect.stringContaining('/properties/'));
  });
});

describe('the look-up by mark', () => {
  const asked = (marks: readonly string[], hint: LookUpRequest['hint']): LookUpRequest => ({
    container: 'BENCH',
    marks,
    match: null,
    hint,
    since: null,
  });

  // Red without: reading the newest keys from the database (look-up-marks.ts); the index knows nothing of them yet
  it('finds what was made though the answer was lost and the index does not know it yet', async () => {
    site.sandbox.createIssue({ project: 'BENCH', summary: 'before' });
    const hint = await site.tool.creationHint('BENCH', site.signal);
    site.sandbox.manners.set('B1', { delayMs: 600_000 });
    site.sandbox.manners.set('B11', { made: true });
    await expect(make('m1', 'm2')).rejects.toBeInstanceOf(UnknownOutcomeError);
    site.sandbox.manners.clear('B11');
    const { byMark } = await site.tool.lookUp(asked(['m2', 'm9'], hint), site.signal);
    expect(byMark).toMatchObject([{ mark: 'm2', createdByUs: true, ref: { key: 'BENCH-3' } }]);
  });

  it('finds a second one with the same mark, and what lies further back than the newest', async () => {
    const hint = await site.tool.creationHint('BENCH', site.signal);
    await make('m1', 'm1');
    for (let index = 0; index < 60; index += 1) site.sandbox.createIssue({ project: 'BENCH', summary: 'another' });
    const { byMark } = await site.tool.lookUp(asked(['m1'], hint), site.signal);
    expect(byMark.map(({ ref }) => ref.key).sort()).toEqual(['BENCH-1', 'BENCH-2']);
  });

  it('does not count a mark that somebody else wrote', async () => {
    const hint = await site.tool.creationHint('BENCH', site.signal);
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a copy' });
    site.sandbox.setProperty(key, 'syncline', { mark: 'm1' });
    expect((await site.tool.lookUp(asked(['m1'], hint), site.signal)).byMark).toEqual([]);
  });

  it('asks nothing when nothing was made', async () => {
    await site.tool.identify(site.signal);
    site.requests.length = 0;
    await site.tool.lookUp(asked(['m1'], null), site.signal);
    expect(site.requests).toEqual([]);
  });
});

describe('the look-up by value', () => {
  it('follows keys and fields of the project', async () => {
    const one = site.sandbox.createIssue({ project: 'BENCH', summary: 'a', labels: ['x'] });
    const request = { container: 'BENCH', marks: [], hint: null, since: null };
    const byKey = { field: 'key', values: [one.key, 'BENCH-999', 'no key'] };
    const byLabel = { field: 'labels', values: ['x', 'y'] };
    const found = { value: one.key, ref: { id: one.id, key: one.key } };
    expect((await site.tool.lookUp({ ...request, match: byKey }, site.signal)).byMatch).toMatchObject([found]);
    expect((await site.tool.lookUp({ ...request, match: byLabel }, site.signal)).byMatch).toMatchObject([
      { ...found, value: 'x' },
    ]);
  });
});

describe('a change', () => {
  it('is an edit and the transitions to the wanted status, with the fields of their screens', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a', labels: ['old'] });
    for (const [name, status] of [
      ['b', 'In Progress'],
      ['c', 'In Review'],
    ] as const) {
      site.sandbox.transition(site.sandbox.createIssue({ project: 'BENCH', summary: name }).key, status);
    }
    const { steps } = await change(key, {
      set: {
        summary: 'b',
        assignee: { id: 'alice', label: 'Alice', email: null },
        status: { id: '10003', label: 'Done' },
      },
      elements: { labels: { add: ['new'], remove: ['old'] } },
      entering: { resolution: { id: '10000', label: 'Done' } },
    });
    expect(steps.slice(1)).toEqual(['transition to In Progress', 'transition to In Review', 'transition to Done']);
    expect(site.sandbox.issue(key)).toMatchObject({
      status: 'Done',
      fields: { summary: 'b', labels: ['new'], assignee: { name: 'alice' }, resolution: { name: 'Done' } },
    });
  });

  // Red without: the sources of blocks (wiki/sources.ts); the colour of the panel and the picture would be lost
  it('of one paragraph leaves the markup of the others as people wrote it', async () => {
    const description = 'First.\n\n{panel:title=Now|bgColor=#abc}\nstop\n{panel}\n\n!shot.png|width=300!';
    const { key, id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a', description });
    const { fields: values } = await site.readOne(id, 'description');
    const read = values.description as ReturnType<typeof document>;
    const edited = { ...read, content: [...document('Second').content, ...read.content.slice(1)] };
    await change(key, { set: { description: edited } });
    expect(site.sandbox.issue(key).fields.description).toBe(description.replace('First.', '*Second*'));
  });

  it('that Jira refuses names the field', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    const refused = change(key, { set: { assignee: { id: 'dave', label: 'Dave', email: null } } });
    await expect(refused).rejects.toBeInstanceOf(RefusedError);
    await expect(refused).rejects.toMatchObject({ fieldErrors: { assignee: expect.any(String) } });
  });
});

describe('an edit that a write covered', () => {
  it('is found in the history, which names fields by their names', async () => {
    const { key, id } = site.sandbox.createIssue({
      project: 'BENCH',
      summary: 'a',
      description: 'x',
      components: ['Network'],
    });
    const fields = await site.fields('summary', 'description', 'components', 'assignee');
    const ids = fields.map((field) => field.id);
    const before = await site.readOne(id, ...ids);
    site.tick();
    site.sandbox.edit(key, {
      summary: 'theirs',
      description: 'their *words*',
      components: ['Access'],
      assignee: 'bob',
    });
    site.tick();
    await change(key, {
      set: {
        summary: 'ours',
        description: document('ours'),
        components: [{ id: '10001', label: 'Hardware' }],
        assignee: { id: 'alice', label: 'Alice', email: null },
      },
    });
    const after = await site.readOne(id, ...ids);
    const found = await site.tool.overwritten([{ itemId: id, before, after, fields }], site.signal);
    expect(Object.fromEntries(found.map(({ field, value }) => [field, value]))).toEqual({
      summary: 'theirs',
      description: expect.objectContaining({ type: 'doc' }),
      components: expect.arrayContaining([expect.objectContaining({ id: '10003' })]),
      assignee: undefined,
    });
    expect(found.every(({ by }) => by === 'Alice Anders')).toBe(true);
  });
});

describe('a removal', () => {
  it('deletes the issue', async () => {
    const { key, id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    await site.tool.remove({ container: 'BENCH', id }, site.signal);
    expect(() => site.sandbox.issue(key)).toThrow();
  });
});
