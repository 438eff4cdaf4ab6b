import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../sandbox/http/index.js';
import { seedJira } from '../../../sandbox/jira/index.js';
import { SandboxCaller } from './caller.js';

function aSeededSite(count: number): SandboxCaller {
  const caller = new SandboxCaller();
  seedJira(caller.jira, { count, random: seededRandom(3) });
  return caller;
}

async function pages(caller: SandboxCaller, body: object, between: () => void = () => undefined): Promise<string[][]> {
  const read: string[][] = [];
  let token: string | undefined;
  do {
    const answer = await caller.post('/search/jql', {
      ...body,
      ...(token === undefined ? {} : { nextPageToken: token }),
    });
    read.push(answer.body.issues.map(({ id }: { id: string }) => id));
    expect(answer.body.isLast).toBe(answer.body.nextPageToken === undefined);
    token = answer.body.nextPageToken;
    between();
  } while (token !== undefined);
  return read;
}

describe('search/jql', () => {
  it.each(['key ASC', 'updated ASC, key ASC', 'updated DESC', 'created ASC', 'priority DESC, summary ASC'])(
    'pages ordered by %s hold every issue once',
    async (order) => {
      const caller = aSeededSite(230);
      const read = (
        await pages(caller, { jql: `project = BENCH ORDER BY ${order}`, fields: ['summary'], maxResults: 40 })
      ).flat();
      expect(read).toHaveLength(230);
      expect(new Set(read).size).toBe(230);
    },
  );

  it('an order by updated is one by updated', async () => {
    const caller = aSeededSite(150);
    const { body } = await caller.post('/search/jql', {
      jql: 'project = BENCH ORDER BY updated ASC',
      fields: ['updated'],
      maxResults: 1000,
    });
    const instants = body.issues.map(({ fields }: { fields: { updated: string } }) => Date.parse(fields.updated));
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(instants).toHaveLength(150);
  });

  it('issues of one millisecond are ordered by the next field, across pages', async () => {
    const caller = new SandboxCaller();
    for (let index = 0; index < 10; index += 1)
      caller.jira.createIssue({ project: 'BENCH', summary: `Number ${index}` });
    const read = (
      await pages(caller, { jql: 'project = BENCH ORDER BY updated ASC, key DESC', fields: ['updated'], maxResults: 3 })
    ).flat();
    expect(read).toEqual(Array.from({ length: 10 }, (_, index) => String(10_010 - index)));
  });

  it('issues that move behind the position are neither lost nor repeated', async () => {
    const caller = aSeededSite(100);
    const touched: string[] = [];
    const read = await pages(
      caller,
      { jql: 'project = BENCH ORDER BY updated ASC', fields: ['updated'], maxResults: 30 },
      () => {
        if (touched.length >= 2) return;
        caller.advance(1_000);
        const key = `BENCH-${touched.length + 1}`;
        touched.push(caller.jira.edit(key, { summary: 'Touched' }).id);
      },
    );
    const all = read.flat();
    expect(new Set(all).size).toBe(100);
    for (const id of touched) expect(all.lastIndexOf(id)).toBeGreaterThanOrEqual(98);
  });

  it.each([
    ['ids alone', ['id'], 5_000, 1_200],
    ['small fields', ['updated', 'status'], 5_000, 1_000],
    ['anything else', ['summary'], 5_000, 100],
  ])('a page of %s is as long as Jira makes it', async (_name, fields, maxResults, expected) => {
    const caller = aSeededSite(1_200);
    const { body } = await caller.post('/search/jql', { jql: 'project = BENCH', fields, maxResults });
    expect(body.issues).toHaveLength(expected);
  });

  it('shows ids alone unless fields are asked for', async () => {
    const caller = aSeededSite(1);
    const { body } = await caller.post('/search/jql', { jql: 'project = BENCH' });
    expect(body).toEqual({ issues: [{ id: '10001' }], isLast: true });
  });

  it('refuses a page token of another query, and one older than seven days', async () => {
    const caller = aSeededSite(3);
    const { body } = await caller.post('/search/jql', { jql: 'project = BENCH', maxResults: 1 });
    const token = body.nextPageToken;
    expect((await caller.post('/search/jql', { jql: 'project = IT', nextPageToken: token })).status).toBe(400);
    caller.advance(8 * 86_400_000);
    expect((await caller.post('/search/jql', { jql: 'project = BENCH', nextPageToken: token })).status).toBe(400);
  });

  it('the number of matches is told without reading them', async () => {
    const caller = aSeededSite(40);
    expect((await caller.post('/search/approximate-count', { jql: 'project = BENCH' })).body).toEqual({ count: 40 });
  });

  it('bulk reads answer ascending by id, once each, and name what is not there', async () => {
    const caller = aSeededSite(3);
    const { body } = await caller.post('/issue/bulkfetch', {
      issueIdsOrKeys: ['bench-3', '10001', 'BENCH-3', 'HR-1'],
      fields: ['summary'],
    });
    expect(body.issues.map(({ key }: { key: string }) => key)).toEqual(['BENCH-1', 'BENCH-3']);
    expect(body.issueErrors).toEqual([
      { id: 'HR-1', errorMessage: 'Issue does not exist or you do not have permission to see it.' },
    ]);
    const many = Array.from({ length: 101 }, (_, index) => String(10_001 + index));
    expect((await caller.post('/issue/bulkfetch', { issueIdsOrKeys: many })).status).toBe(400);
  });
});
