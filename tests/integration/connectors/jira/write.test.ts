import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldDescriptor, ItemChange, WriteStep } from '../../../../backend/connectors/sdk/index.js';
import { NotFoundError, RefusedError } from '../../../../backend/shared/index.js';
import { type OpenSite, openSite } from './open-site.js';

const IDS = [
  'summary',
  'description',
  'labels',
  'priority',
  'components',
  'assignee',
  'status',
  'parent',
  'resolution',
];
const DONE = { id: '10003', label: 'Done' };
const RESOLVED = { resolution: { id: '10000', label: 'Done' } };

let site: OpenSite;
let fields: readonly FieldDescriptor[];
beforeEach(async () => {
  site = await openSite();
  await site.tool.identify(site.signal);
  fields = await site.fields(...IDS);
});
afterEach(() => site.expectLawful());

async function stepsFor(key: string, change: Partial<ItemChange>): Promise<readonly WriteStep[]> {
  const item = await site.readOne(key, ...IDS);
  site.requests.length = 0;
  return site.tool.steps({ item, change: { set: {}, elements: {}, entering: {}, ...change }, fields }, site.signal);
}

function perform(key: string, step: WriteStep) {
  const { id } = site.sandbox.issue(key);
  // As stored and read back.
  const stored: WriteStep = JSON.parse(JSON.stringify(step));
  return site.tool.perform({ container: 'BENCH', id, step: stored, fields }, site.signal);
}

async function write(key: string, change: Partial<ItemChange>) {
  const steps = await stepsFor(key, change);
  const answers = [];
  for (const step of steps) answers.push(await perform(key, step));
  return { steps, answers };
}

describe('edits', () => {
  it('are one step, answered with the issue as it is then', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a', labels: ['x', 'y'], assignee: 'bob' });
    site.tick();
    const { steps, answers } = await write(key, {
      set: { summary: 'b', assignee: null },
      elements: { labels: { add: ['z'], remove: ['x'] } },
    });
    expect(steps.map((step) => step.fields)).toEqual([['summary', 'assignee', 'labels']]);
    expect(answers[0]?.item).toMatchObject({
      key,
      fields: { summary: 'b', assignee: null, labels: ['y', 'z'], status: { label: 'To Do' } },
      version: { at: site.sandbox.issue(key).updated.toISOString() },
    });
  });

  it('of elements keep what others added meanwhile', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a', components: ['Network'] });
    const steps = await stepsFor(key, { elements: { components: { add: ['10001'], remove: [] } } });
    site.sandbox.edit(key, { components: ['Network', 'Access'] });
    for (const step of steps) await perform(key, step);
    const item = await site.readOne(key, 'components');
    expect(item.fields.components).toEqual(
      expect.arrayContaining(['Network', 'Access', 'Hardware'].map((label) => expect.objectContaining({ label }))),
    );
  });

  it('that are answered without the issue leave it to be read', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B14');
    const { answers } = await write(key, { set: { summary: 'b' } });
    expect(answers).toEqual([{ item: null }]);
    expect(site.sandbox.issue(key).fields.summary).toBe('b');
  });

  it('that are refused name the field', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B8', { field: 'priority' });
    await expect(write(key, { set: { summary: 'b', priority: { id: '1', label: 'Highest' } } })).rejects.toMatchObject({
      name: 'RefusedError',
      status: 400,
      fieldErrors: { priority: expect.any(String) },
    });
  });

  it('wait on the limit of one issue', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B16', { kind: 'per-issue', times: 1, when: ({ isWrite }) => isWrite });
    const { answers } = await write(key, { set: { summary: 'b' } });
    expect(answers[0]?.item?.fields.summary).toBe('b');
  });
});

describe('transitions', () => {
  it('find a way over statuses that others stand in, and give the screen its fields', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    for (const status of ['In Progress', 'In Review']) {
      site.sandbox.transition(site.sandbox.createIssue({ project: 'BENCH', summary: status }).key, status);
    }
    const { steps } = await write(key, { set: { status: DONE, summary: 'b' }, entering: RESOLVED });
    expect(steps.map(({ name, fields: settled }) => [name, settled])).toEqual([
      ['edit summary', ['summary']],
      ['transition to In Progress', []],
      ['transition to In Review', []],
      ['transition to Done', ['status']],
    ]);
    expect(site.sandbox.issue(key)).toMatchObject({
      status: 'Done',
      fields: { summary: 'b', resolution: { name: 'Done' } },
    });
  });

  it('are known for the next issue of that type and status', async () => {
    const first = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    const second = site.sandbox.createIssue({ project: 'BENCH', summary: 'b' });
    const status = { id: '10001', label: 'In Progress' };
    await stepsFor(first.key, { set: { status } });
    expect(site.requests).toEqual([`GET /rest/api/3/issue/${first.id}/transitions`]);
    await stepsFor(second.key, { set: { status } });
    expect(site.requests).toEqual([]);
  });

  it('are asked for anew when one was refused', async () => {
    const { key, id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    const status = { id: '10001', label: 'In Progress' };
    const [step] = await stepsFor(key, { set: { status } });
    site.sandbox.manners.set('B9', { withholds: ['11'], sets: null });
    await expect(perform(key, step as WriteStep)).rejects.toBeInstanceOf(RefusedError);
    await expect(stepsFor(key, { set: { status } })).rejects.toThrow(/no way from status To Do to In Progress/);
    expect(site.requests).toEqual([`GET /rest/api/3/issue/${id}/transitions`]);
  });

  it('without a way are refused in words that say what is offered', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    await expect(stepsFor(key, { set: { status: { id: '4711', label: 'Parked' } } })).rejects.toMatchObject({
      name: 'RefusedError',
      message: 'There is no way from status To Do to Parked: Jira offers Start progress (to In Progress)',
      fieldErrors: { status: expect.any(String) },
    });
  });

  it('come before the edit when the issue is closed', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.transition(key, 'Done');
    const { steps } = await write(key, { set: { status: { id: '10000', label: 'To Do' }, summary: 'b' } });
    expect(steps.map((step) => step.name)).toEqual(['transition to To Do', 'edit summary']);
    expect(site.sandbox.issue(key)).toMatchObject({ status: 'To Do', fields: { summary: 'b' } });
  });

  it('take a resolution by the name that people wrote, where Jira does not list them', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.transition(key, 'In Review');
    const [field] = await site.fields('resolution');
    const resolution = await site.tool.parse(field as FieldDescriptor, "Won't Do", site.signal);
    await write(key, { set: { status: DONE }, entering: { resolution } });
    expect(site.sandbox.issue(key)).toMatchObject({ status: 'Done', fields: { resolution: { name: "Won't Do" } } });
  });

  it('to where the issue stands are no step', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    expect(await stepsFor(key, { set: { status: { id: '10000', label: 'To Do' } } })).toEqual([]);
  });

  it('that lack a field are refused by its name', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.transition(key, 'In Review');
    await expect(write(key, { set: { status: DONE } })).rejects.toMatchObject({
      name: 'RefusedError',
      fieldErrors: { resolution: expect.any(String) },
    });
  });
});

describe('removing', () => {
  it('deletes the issue; a second time it is not found', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    await site.tool.remove({ container: 'BENCH', id }, site.signal);
    expect(site.sandbox.issues()).toEqual([]);
    await expect(site.tool.remove({ container: 'BENCH', id }, site.signal)).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('what our writes covered', () => {
  async function overwritten(key: string, change: Partial<ItemChange>, meanwhile: () => void) {
    const before = await site.readOne(key, ...IDS);
    site.tick();
    meanwhile();
    site.tick();
    const steps = await site.tool.steps(
      { item: before, change: { set: {}, elements: {}, entering: {}, ...change }, fields },
      site.signal,
    );
    for (const step of steps) await perform(key, step);
    const after = await site.readOne(key, ...IDS);
    const written = fields.filter(({ id }) => id in (change.set ?? {}) || id in (change.elements ?? {}));
    site.requests.length = 0;
    return site.tool.overwritten([{ itemId: before.id, before, after, fields: written }], site.signal);
  }

  it('is found in the history with its value and its author', async () => {
    const { key, id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a', priority: 'Low' });
    const change = { set: { summary: 'ours', priority: { id: '1', label: 'Highest' } } };
    const found = await overwritten(key, change, () => site.sandbox.edit(key, { summary: 'theirs', priority: 'High' }));
    expect(found).toEqual([
      { itemId: id, field: 'summary', value: 'theirs', by: 'Alice Anders' },
      { itemId: id, field: 'priority', value: { id: '2', label: 'High' }, by: 'Alice Anders' },
    ]);
    expect(site.requests).toEqual(['POST /rest/api/3/changelog/bulkfetch']);
  });

  it('is nothing when others edited another field or the same one later', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    const found = await overwritten(key, { set: { summary: 'ours' } }, () =>
      site.sandbox.edit(key, { duedate: '2026-01-01' }),
    );
    expect(found).toEqual([]);
  });

  it('is nothing when labels that others added are still there', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a', labels: ['x'] });
    const change = { elements: { labels: { add: ['ours'], remove: [] } } };
    expect(await overwritten(key, change, () => site.sandbox.edit(key, { labels: ['x', 'theirs'] }))).toEqual([]);
  });

  it('is the whole set when a set was written over one that others had changed', async () => {
    const { key, id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a', labels: ['x'] });
    const change = { set: { labels: ['ours'] } };
    expect(await overwritten(key, change, () => site.sandbox.edit(key, { labels: ['x', 'theirs'] }))).toEqual([
      { itemId: id, field: 'labels', value: ['x', 'theirs'], by: 'Alice Anders' },
    ]);
  });
});
