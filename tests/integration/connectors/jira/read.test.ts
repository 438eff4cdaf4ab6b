import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenSite, openSite } from './open-site.js';

let site: OpenSite;
beforeEach(async () => {
  site = await openSite();
});
afterEach(() => site.expectLawful());

const FIRST = { container: 'BENCH', filter: null, updatedSince: null, createdSince: null, after: null } as const;

describe('pages', () => {
  it('walk every issue of the project by key, whatever the size of a page', async () => {
    const keys = Array.from(
      { length: 12 },
      (_, n) => site.sandbox.createIssue({ project: 'BENCH', summary: `${n}` }).key,
    );
    site.sandbox.createIssue({ project: 'NET', summary: 'elsewhere' });
    site.sandbox.manners.set('B5');
    const found: string[] = [];
    let after: Awaited<ReturnType<typeof site.tool.page>>['next'] = null;
    do {
      const page = await site.tool.page({ ...FIRST, order: 'identity', after }, site.signal);
      found.push(...page.refs.map((ref) => ref.key));
      after = page.next;
    } while (after !== null);
    expect(found).toEqual(keys);
  });

  it('say version, clock and mark', async () => {
    const plain = site.sandbox.createIssue({ project: 'BENCH', summary: 'plain' });
    const marked = site.sandbox.createIssue({ project: 'BENCH', summary: 'marked' });
    site.sandbox.setProperty(marked.key, 'syncline', { mark: 'm1' });
    const { refs, next, toolTime } = await site.tool.page({ ...FIRST, order: 'identity' }, site.signal);
    const at = plain.updated.toISOString();
    expect(refs).toEqual([
      { id: plain.id, key: plain.key, version: { token: String(plain.updated.getTime()), at }, mark: null },
      expect.objectContaining({ key: marked.key, mark: 'm1' }),
    ]);
    expect(next).toBeNull();
    expect(toolTime?.toISOString()).toBe('2026-03-02T09:00:00.000Z');
  });

  it('take a filter with quotes and an order of its own', async () => {
    const hit = site.sandbox.createIssue({ project: 'BENCH', summary: 'a', labels: ['red'] });
    site.sandbox.createIssue({ project: 'BENCH', summary: 'b' });
    const filter = 'labels = "red" OR summary ~ "order by" ORDER BY created DESC';
    const { refs } = await site.tool.page({ ...FIRST, filter, order: 'identity' }, site.signal);
    expect(refs.map((ref) => ref.key)).toEqual([hit.key]);
  });

  it('since a moment start at its minute in the zone of the account', async () => {
    site.sandbox.createIssue({ project: 'BENCH', summary: 'old' });
    site.tick(600);
    const recent = site.sandbox.createIssue({ project: 'BENCH', summary: 'recent' });
    const updatedSince = new Date('2026-03-02T09:10:00.500Z');
    const { refs } = await site.tool.page({ ...FIRST, order: 'updated', updatedSince }, site.signal);
    expect(refs.map((ref) => ref.key)).toEqual([recent.key]);
  });

  it.each([
    ['the first', '2026-11-01T05:20:00.000Z'],
    ['the second', '2026-11-01T06:20:00.000Z'],
  ])('miss nothing in %s of two hours that have the same name', async (_name, changedAt) => {
    const identity = {
      siteId: 's',
      siteName: 's',
      accountId: 'a',
      accountName: 'a',
      timeZone: 'America/New_York',
      toolTime: null,
    };
    const autumn = await openSite({ identity });
    autumn.sandbox.manners.set('B2');
    autumn.tick((Date.parse(changedAt) - Date.parse('2026-03-02T09:00:00.000Z')) / 1000);
    autumn.sandbox.createIssue({ project: 'BENCH', summary: 'in the night' });
    const query = { ...FIRST, order: 'updated', updatedSince: new Date(changedAt) } as const;
    const { refs } = await autumn.tool.page(query, autumn.signal);
    expect(refs).toHaveLength(1);
  });

  it('start over when the token of a page is too old', async () => {
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    const { refs } = await site.tool.page({ ...FIRST, order: 'identity', after: 'a token of last week' }, site.signal);
    expect(refs.map((ref) => ref.key)).toEqual([key]);
  });

  it('cost one call when the identity is known', async () => {
    const identity = await site.tool.identify(site.signal);
    const again = await openSite({ identity });
    await again.tool.page({ ...FIRST, order: 'updated', updatedSince: new Date() }, again.signal);
    expect(again.requests).toEqual(['POST /rest/api/3/search/jql']);
  });
});

describe('reading items', () => {
  it('gives every kind of value in typed form', async () => {
    const { key } = site.sandbox.createIssue({
      project: 'BENCH',
      summary: 'Printer',
      description: 'on\nfire',
      priority: 'High',
      labels: ['a', 'b'],
      components: ['Network', 'Access'],
      assignee: 'bob',
      duedate: '2026-04-01',
      customfield_10032: 2.5,
      customfield_10034: '2026-03-01T10:00:00.000+0100',
      customfield_10035: 'Staging',
      customfield_10036: ['VPN'],
    });
    const ids = [
      'key',
      'summary',
      'description',
      'environment',
      'priority',
      'labels',
      'components',
      'assignee',
      'duedate',
      'status',
      'customfield_10032',
      'customfield_10034',
      'customfield_10035',
      'customfield_10036',
      'customfield_10038',
      'parent',
    ];
    const item = await site.readOne(key, ...ids);
    expect(item.fields).toEqual({
      key,
      summary: 'Printer',
      description: {
        type: 'doc',
        version: 1,
        content: [
          { type: 'paragraph', content: [{ type: 'text', text: 'on' }] },
          { type: 'paragraph', content: [{ type: 'text', text: 'fire' }] },
        ],
      },
      environment: null,
      priority: { id: '2', label: 'High' },
      labels: ['a', 'b'],
      components: [
        { id: '10000', label: 'Network' },
        { id: '10003', label: 'Access' },
      ],
      assignee: { id: expect.stringMatching(/^712020:/), label: 'Bob Brandt', email: 'bob@example.com' },
      duedate: '2026-04-01',
      status: { id: '10000', label: 'To Do' },
      customfield_10032: 2.5,
      customfield_10034: '2026-03-01T09:00:00.000Z',
      customfield_10035: { id: '10101', label: 'Staging' },
      customfield_10036: [{ id: '10201', label: 'VPN' }],
      customfield_10038: null,
      parent: null,
    });
    expect(item).toMatchObject({
      container: 'BENCH',
      typeId: '10001',
      url: `https://sandbox.atlassian.net/browse/${key}`,
      createdAt: '2026-03-02T09:00:00.000Z',
      createdByUs: false,
      lastChangedByUs: null,
      changeCount: null,
      mark: null,
      comments: null,
    });
  });

  it('is one call for many, and names who is missing', async () => {
    const here = site.sandbox.createIssue({ project: 'BENCH', summary: 'here' });
    const moved = site.sandbox.createIssue({ project: 'BENCH', summary: 'moved' });
    const gone = site.sandbox.createIssue({ project: 'BENCH', summary: 'gone' });
    site.sandbox.move(moved.key, 'NET');
    site.sandbox.remove(gone.key);
    await site.tool.identify(site.signal);
    const fields = await site.fields('summary');
    const ids = [here.id, moved.id, gone.id];
    const { items, missing } = await site.tool.read({ container: 'BENCH', ids, fields, comments: false }, site.signal);
    expect(items.map((item) => [item.id, item.container])).toEqual([
      [here.id, 'BENCH'],
      [moved.id, 'NET'],
    ]);
    expect(missing).toEqual([{ id: gone.id, deleted: false, replacedBy: null }]);
    expect(site.requests).toEqual(['POST /rest/api/3/issue/bulkfetch']);
  });

  it('knows dates in any zone and addresses that are hidden', async () => {
    site.sandbox.manners.set('B23');
    site.sandbox.manners.set('B27');
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 's', assignee: 'bob' });
    const item = await site.readOne(key, 'assignee', 'created');
    expect(item.fields).toMatchObject({
      assignee: { label: 'Bob Brandt', email: null },
      created: '2026-03-02T09:00:00.000Z',
    });
  });
});

describe('the filter of linked items', () => {
  it('tells which of them it holds for, also when one is gone', async () => {
    const red = site.sandbox.createIssue({ project: 'BENCH', summary: 'r', labels: ['red'] });
    const blue = site.sandbox.createIssue({ project: 'BENCH', summary: 'b', labels: ['blue'] });
    const gone = site.sandbox.createIssue({ project: 'BENCH', summary: 'g', labels: ['red'] });
    site.sandbox.remove(gone.key);
    const request = { container: 'BENCH', filter: 'labels = red', ids: [red.id, blue.id, gone.id] };
    expect(await site.tool.matching(request, site.signal)).toEqual(new Set([red.id]));
  });
});
