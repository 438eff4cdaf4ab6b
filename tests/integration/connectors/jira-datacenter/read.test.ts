import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReconnectNeededError } from '../../../../backend/shared/index.js';
import { type OpenSite, openSite } from '../jira/open-site.js';
import { openDataCenter } from './open-data-center.js';

let site: OpenSite;
beforeEach(async () => {
  site = await openDataCenter();
});
afterEach(() => site.expectLawful());

describe('who answers', () => {
  const identity = {
    siteId: 'B8QX-3TFS-4G9K-2HJM',
    siteName: 'Sandbox',
    accountId: 'JIRAUSER10100',
    accountName: 'Syncline',
    timeZone: 'Europe/Berlin',
    edition: 'datacenter',
  };

  it('is told by server id, account key and time zone', async () => {
    const toolTime = new Date('2026-03-02T09:00:00.000Z');
    expect(await site.tool.identify(site.signal)).toEqual({ ...identity, toolTime });
  });

  it('is found out by asking, once', async () => {
    const asked = await openSite({ site: { deployment: 'datacenter' } });
    expect(await asked.tool.identify(asked.signal)).toMatchObject(identity);
    await asked.tool.identify(asked.signal);
    expect(asked.requests.filter((request) => request.includes('serverInfo'))).toHaveLength(3);
    expect(asked.tool.abilities.marksInPages).toBe(false);
    const cloud = await openSite({ url: 'https://jira.example.com' });
    expect(await cloud.tool.identify(cloud.signal)).toMatchObject({ edition: 'cloud' });
    expect(cloud.tool.abilities.marksInPages).toBe(true);
  });

  it('is not asked what was found out in an earlier process', async () => {
    const known = await site.tool.identify(site.signal);
    const again = await openSite({ site: { deployment: 'datacenter' }, identity: known });
    await again.tool.describe('BENCH', again.signal);
    expect(again.requests).not.toContainEqual(expect.stringContaining('serverInfo'));
  });

  it('takes a personal access token', async () => {
    const byToken = await openSite({
      site: { deployment: 'datacenter' },
      auth: { kind: 'token', token: 'sync-token' },
    });
    expect(await byToken.tool.identify(byToken.signal)).toMatchObject(identity);
  });

  it('needs credentials that are taken', async () => {
    const wrong = await openDataCenter({
      auth: { kind: 'basic', username: 'sync@example.com', password: 'sync-token' },
    });
    await expect(wrong.tool.identify(wrong.signal)).rejects.toBeInstanceOf(ReconnectNeededError);
  });

  it('is another one when a copy with its own server id answers', async () => {
    site.sandbox.manners.set('B28', { cloudId: 'COPY-COPY-COPY-COPY' });
    expect((await site.tool.identify(site.signal)).siteId).toBe('COPY-COPY-COPY-COPY');
  });
});

describe('what can be mapped', () => {
  it('is each field with what it takes', async () => {
    const { itemTypes } = await site.tool.describe('BENCH', site.signal);
    expect(itemTypes.map(({ name }) => name)).toEqual(['Task', 'Bug', 'Story', 'Sub-task']);
    const fields = Object.fromEntries((itemTypes[0]?.fields ?? []).map((field) => [field.id, field]));
    expect(fields).toMatchObject({
      summary: { kind: 'text', required: true },
      description: { kind: 'richText' },
      priority: { kind: 'option', options: expect.arrayContaining([expect.objectContaining({ label: 'High' })]) },
      assignee: { kind: 'user' },
      status: { kind: 'status', options: expect.arrayContaining([expect.objectContaining({ category: 'closed' })]) },
      customfield_10014: { name: 'Epic Link', kind: 'text' },
      customfield_10031: { kind: 'richText' },
      customfield_10037: { kind: 'user' },
    });
    const parent = itemTypes[3]?.fields.find(({ id }) => id === 'parent');
    expect(parent).toMatchObject({ onCreate: true, onUpdate: false });
  });
});

describe('people', () => {
  it('are found by e-mail, user name and full name, and go by their user names', async () => {
    const asked = ['bob@example.com', 'Alice Anders', 'bob', 'nobody@example.com', 'dave', 'carol@example.com'];
    const bob = { id: 'bob', label: 'Bob Brandt', email: 'bob@example.com' };
    expect([...(await site.tool.users(asked, site.signal))]).toEqual([
      ['bob@example.com', bob],
      ['Alice Anders', { id: 'alice', label: 'Alice Anders', email: 'alice@example.com' }],
      ['bob', bob],
      ['carol@example.com', { id: 'carol', label: 'Carol Chen', email: null }],
    ]);
  });
});

describe('a read', () => {
  it('gives every kind of value in typed form', async () => {
    const { key } = site.sandbox.createIssue({
      project: 'BENCH',
      summary: 'Mail is slow',
      description: 'Since *Monday*.\n\n|a|b|',
      environment: 'C:\\temp\n  two *stars*',
      assignee: 'bob',
      labels: ['mail'],
      components: ['Network'],
      duedate: '2026-06-01',
      customfield_10014: 'BENCH-7',
      customfield_10034: '2026-05-01T08:00:00.000+0200',
      customfield_10035: 'Production',
    });
    const ids = ['key', 'summary', 'description', 'assignee', 'labels', 'components', 'duedate', 'status'];
    const item = await site.readOne(key, ...ids, 'customfield_10014', 'customfield_10034', 'customfield_10035');
    expect(item).toMatchObject({
      key,
      url: `https://jira.example.com/browse/${key}`,
      container: 'BENCH',
      createdByUs: false,
      mark: null,
      fields: {
        key,
        summary: 'Mail is slow',
        description: { type: 'doc', content: [{ type: 'paragraph' }, { type: 'table' }] },
        assignee: { id: 'bob', label: 'Bob Brandt', email: 'bob@example.com' },
        labels: ['mail'],
        components: [{ id: '10000', label: 'Network' }],
        duedate: '2026-06-01',
        status: { id: '10000', label: 'To Do' },
        customfield_10014: 'BENCH-7',
        customfield_10034: '2026-05-01T06:00:00.000Z',
        customfield_10035: { id: '10100', label: 'Production' },
      },
    });
  });

  it('is one call for many; who is not in the index is asked for singly before he counts as missing', async () => {
    const made = ['a', 'b', 'c'].map((summary) => site.sandbox.createIssue({ project: 'BENCH', summary }));
    const fields = await site.fields('summary');
    const ids = made.map(({ id }) => id);
    const read = (asked: readonly string[]) =>
      site.tool.read({ container: 'BENCH', ids: asked, fields, comments: false }, site.signal);
    await site.tool.identify(site.signal);
    site.requests.length = 0;
    expect((await read(ids)).items.map(({ id }) => id)).toEqual(ids);
    expect(site.requests).toEqual(['POST /rest/api/2/search']);
    site.sandbox.remove(made[1]?.key ?? '');
    const { items, missing } = await read(ids);
    expect(items.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
    expect(missing).toEqual([{ id: ids[1], deleted: false, replacedBy: null }]);
    expect(site.requests.at(-1)).toBe(`GET /rest/api/2/issue/${ids[1]}`);
  });

  // Red without: RecentWrites (recent-writes.ts), by which the index is not believed what is older than our own write
  it('shows our own write though the index does not know it yet', async () => {
    const { id, key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    const fields = await site.fields('summary');
    const item = await site.readOne(id, 'summary');
    site.tick(60);
    site.sandbox.manners.set('B1', { delayMs: 10_000 });
    const change = { set: { summary: 'b' }, elements: {}, entering: {} };
    for (const step of await site.tool.steps({ item, change, fields }, site.signal)) {
      expect(await site.tool.perform({ container: 'BENCH', id, step, fields }, site.signal)).toEqual({ item: null });
    }
    expect((await site.readOne(id, 'summary')).fields.summary).toBe('b');
    const { key: made } = site.sandbox.createIssue({ project: 'BENCH', summary: 'not indexed' });
    expect((await site.readOne(site.sandbox.issue(made).id, 'summary')).fields.summary).toBe('not indexed');
    expect(key).toBe('BENCH-1');
  });

  // Red without: asking (data-center-dialect.ts)
  it('gives no version that a page shows while another edit may have it too, where the database keeps seconds', async () => {
    site.sandbox.manners.set('B3');
    const { id, key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    const shown = async () => {
      const query = { container: 'BENCH', filter: null, updatedSince: null, createdSince: null, after: null } as const;
      return (await site.tool.page({ ...query, order: 'updated' }, site.signal)).refs[0]?.version.token;
    };
    const token = await shown();
    const before = await site.readOne(id, 'summary');
    expect(before.version.token).not.toBe(token);
    site.sandbox.edit(key, { summary: 'b' });
    expect(await shown()).toBe(token);
    site.tick(70);
    expect((await site.readOne(id, 'summary')).version.token).toBe(token);
  });

  // Red without: mayBeShared (data-center-dialect.ts)
  it('gives at once the version that a page shows where the database keeps fractions', async () => {
    site.tick(0.25);
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    const { version } = await site.readOne(id, 'summary');
    expect(version).toEqual({ token: String(Date.parse(version.at)), at: '2026-03-02T09:00:00.250Z' });
  });
});

describe('a filter', () => {
  it('is asked for ids of which some are gone', async () => {
    const made = ['a', 'b', 'c'].map((summary) =>
      site.sandbox.createIssue({ project: 'BENCH', summary, labels: [summary] }),
    );
    site.sandbox.remove(made[2]?.key ?? '');
    const ids = made.map(({ id }) => id);
    const found = await site.tool.matching({ container: 'BENCH', filter: 'labels in (a, c)', ids }, site.signal);
    expect([...found]).toEqual([ids[0]]);
  });
});
