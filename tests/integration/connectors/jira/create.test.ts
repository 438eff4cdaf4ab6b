import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldDescriptor, FieldValues, NewItem } from '../../../../backend/connectors/sdk/index.js';
import { UnknownOutcomeError } from '../../../../backend/shared/index.js';
import { type OpenSite, openSite } from './open-site.js';

let site: OpenSite;
let fields: readonly FieldDescriptor[];
beforeEach(async () => {
  site = await openSite();
  fields = await site.fields('summary', 'description', 'labels', 'priority', 'components', 'assignee', 'duedate');
});
afterEach(() => site.expectLawful());

const item = (mark: string, values: FieldValues = {}): NewItem => ({
  typeId: '10001',
  mark,
  fields: { summary: mark, ...values },
});
const create = (...items: NewItem[]) => site.tool.create({ container: 'BENCH', items, fields }, site.signal);
const lookUp = (marks: string[], hint: Awaited<ReturnType<typeof site.tool.creationHint>>) =>
  site.tool.lookUp({ container: 'BENCH', marks, match: null, hint, since: null }, site.signal);

describe('creating', () => {
  it('makes many in one call, with values and marks', async () => {
    const values: FieldValues = {
      description: {
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }],
      },
      labels: ['a'],
      priority: { id: '2', label: 'High' },
      components: [{ id: '10001', label: 'Hardware' }],
      duedate: '2026-05-01',
      assignee: null,
    };
    const outcomes = await create(item('m1', values), item('m2'));
    expect(outcomes).toEqual([
      { kind: 'created', id: expect.any(String), key: 'BENCH-1', item: null },
      { kind: 'created', id: expect.any(String), key: 'BENCH-2', item: null },
    ]);
    expect(site.requests).toEqual(['POST /rest/api/3/issue/bulk']);
    expect(site.sandbox.issue('BENCH-1')).toMatchObject({
      type: 'Task',
      properties: { syncline: { mark: 'm1' } },
      fields: { summary: 'm1', labels: ['a'], priority: { id: '2' }, duedate: '2026-05-01' },
    });
  });

  it('makes one by the call for one', async () => {
    expect(await create(item('m1'))).toMatchObject([{ kind: 'created', key: 'BENCH-1' }]);
    expect(site.requests).toEqual(['POST /rest/api/3/issue']);
  });

  it('tells which elements were refused and why, in the order of the request', async () => {
    const badLabel = item('m1', { labels: ['two words'] });
    const badPriority = item('m2', { priority: { id: '99', label: 'None' } });
    const outcomes = await create(badLabel, badPriority, item('m3'), item('m4'));
    expect(outcomes).toMatchObject([
      { kind: 'refused', fieldErrors: { labels: expect.stringContaining('white space') } },
      { kind: 'refused', fieldErrors: { priority: expect.any(String) } },
      { kind: 'created', key: 'BENCH-1' },
      { kind: 'created', key: 'BENCH-2' },
    ]);
    expect(site.sandbox.issue('BENCH-1').properties).toEqual({ syncline: { mark: 'm3' } });
  });

  it('refuses a text that is no ADF before anything is sent', async () => {
    const wrong = { type: 'doc', version: 1, content: [{ type: 'heading', attrs: { level: 9 } }] } as const;
    expect(await create(item('m1', { description: wrong }))).toMatchObject([
      { kind: 'refused', fieldErrors: { description: expect.stringContaining('no valid ADF') } },
    ]);
    expect(site.requests).toEqual([]);
  });

  it('maps a refusal of the whole that names every element', async () => {
    const bad = { priority: { id: '99', label: 'None' } };
    const outcomes = await create(item('m1', bad), item('m2', bad));
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['refused', 'refused']);
  });

  it('a create whose answer is lost has an unknown outcome', async () => {
    site.sandbox.manners.set('B11', { made: true });
    await expect(create(item('m1'), item('m2'))).rejects.toBeInstanceOf(UnknownOutcomeError);
  });
});

describe('looking creates up by mark', () => {
  it('finds them from the database though the index does not know them yet', async () => {
    site.sandbox.createIssue({ project: 'BENCH', summary: 'before' });
    const hint = await site.tool.creationHint('BENCH', site.signal);
    site.sandbox.manners.set('B1', { delayMs: 3_600_000 });
    await create(item('m1'), item('m2'));
    site.sandbox.createIssue({ project: 'BENCH', summary: 'somebody else' });
    const { byMark } = await lookUp(['m2', 'm3'], hint);
    expect(byMark).toEqual([
      {
        mark: 'm2',
        ref: expect.objectContaining({ key: 'BENCH-3', mark: 'm2' }),
        createdByUs: true,
        createdAt: '2026-03-02T09:00:00.000Z',
      },
    ]);
  });

  it('goes over holes in the keys, and finds a second one with the same mark', async () => {
    const hint = await site.tool.creationHint('BENCH', site.signal);
    const keys = Array.from(
      { length: 120 },
      (_, n) => site.sandbox.createIssue({ project: 'BENCH', summary: `${n}` }).key,
    );
    await create(item('m1'), item('m1'));
    for (const key of keys) site.sandbox.remove(key);
    const { byMark } = await lookUp(['m1'], hint);
    expect(byMark.map((found) => found.ref.key)).toEqual(['BENCH-121', 'BENCH-122']);
  });

  it('names a mark that somebody else put on an issue as not ours', async () => {
    const hint = await site.tool.creationHint('BENCH', site.signal);
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'copied' });
    site.sandbox.setProperty(key, 'syncline', { mark: 'm1' });
    expect((await lookUp(['m1'], hint)).byMark).toMatchObject([{ createdByUs: false }]);
  });

  it('costs one call for the hint, and none for the next ones', async () => {
    site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    expect(await site.tool.creationHint('BENCH', site.signal)).toEqual({ afterKey: 1 });
    await create(item('m1'));
    expect(await site.tool.creationHint('BENCH', site.signal)).toEqual({ afterKey: 2 });
    expect(site.requests).toEqual(['POST /rest/api/3/search/jql', 'POST /rest/api/3/issue']);
  });

  it('asks nothing when nothing was made', async () => {
    await site.tool.identify(site.signal);
    site.requests.length = 0;
    expect(await lookUp(['m1'], null)).toEqual({ byMark: [], byMatch: [] });
    expect(site.requests).toEqual([]);
  });
});

describe('looking pairs up by a field', () => {
  const match = (field: string, ...values: string[]) =>
    site.tool.lookUp({ container: 'BENCH', marks: [], match: { field, values }, hint: null, since: null }, site.signal);
  const found = async (field: string, ...values: string[]) =>
    (await match(field, ...values)).byMatch.map(({ value, ref }) => [value, ref.key]);

  it('by key, following the project and nothing else', async () => {
    site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.createIssue({ project: 'BENCH', summary: 'b' });
    site.sandbox.move('BENCH-2', 'NET');
    expect(await found('key', 'bench-1', 'BENCH-2', 'BENCH-9', 'nonsense')).toEqual([['bench-1', 'BENCH-1']]);
  });

  it('by a text, which Jira can only search for words', async () => {
    site.sandbox.createIssue({ project: 'BENCH', summary: 'a', customfield_10030: 'INC0010007' });
    site.sandbox.createIssue({ project: 'BENCH', summary: 'b', customfield_10030: 'INC0010007 and more' });
    expect(await found('customfield_10030', 'INC0010007', 'INC0010008')).toEqual([['INC0010007', 'BENCH-1']]);
  });

  it('by a choice, a label or a person', async () => {
    const { key } = site.sandbox.createIssue({
      project: 'BENCH',
      summary: 'a',
      labels: ['inc7', 'other'],
      customfield_10035: 'Staging',
      assignee: 'bob',
    });
    expect(await found('labels', 'inc7')).toEqual([['inc7', key]]);
    expect(await found('customfield_10035', 'Staging')).toEqual([['Staging', key]]);
  });
});
