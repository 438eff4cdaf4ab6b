import { beforeEach, describe, expect, it } from 'vitest';
import { isDropped, seededRandom } from '../../../../sandbox/http/index.js';
import { plainDocument, seedJira } from '../../../../sandbox/jira/index.js';
import { SandboxCaller } from '../caller.js';

let caller: SandboxCaller;

beforeEach(() => {
  caller = new SandboxCaller();
  caller.jira.createIssue({ project: 'BENCH', summary: 'One' });
});

describe('answers that are not what they should be', () => {
  it('B5: pages are shorter than asked, and together hold everything', async () => {
    seedJira(caller.jira, { count: 60, random: seededRandom(1) });
    caller.jira.manners.set('B5');
    const lengths: number[] = [];
    let token: string | undefined;
    do {
      const body = {
        jql: 'project = BENCH ORDER BY key',
        maxResults: 20,
        ...(token === undefined ? {} : { nextPageToken: token }),
      };
      const answer = await caller.post('/search/jql', body);
      lengths.push(answer.body.issues.length);
      token = answer.body.nextPageToken;
    } while (token !== undefined);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(10);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(61);
  });

  it('B7: a document gets localIds and says what it said', async () => {
    caller.jira.manners.set('B7');
    const sent = plainDocument('Hello');
    const { body } = await caller.put('/issue/BENCH-1?returnIssue=true', { fields: { description: sent } });
    expect(body.fields.description).not.toEqual(sent);
    expect(body.fields.description.content[0]).toMatchObject({
      attrs: { localId: expect.any(String) },
      content: [{ text: 'Hello' }],
    });
    // What Jira made of it is taken back as it is.
    const again = await caller.put('/issue/BENCH-1?returnIssue=true', {
      fields: { description: body.fields.description },
    });
    expect(again.body.fields.description).toEqual(body.fields.description);
  });

  it('B8: one field cannot be set, and nothing of the request is done', async () => {
    caller.jira.manners.set('B8', { field: 'labels' });
    const { status, body } = await caller.put('/issue/BENCH-1', { fields: { summary: 'Edited', labels: ['a'] } });
    expect([status, Object.keys(body.errors)]).toEqual([400, ['labels']]);
    expect(caller.jira.issue('BENCH-1').fields.summary).toBe('One');
    expect((await caller.put('/issue/BENCH-1', { fields: { summary: 'Edited' } })).status).toBe(204);
  });

  it('B9: a transition demands a field, another is not there, and a third field changes by itself', async () => {
    caller.jira.manners.set('B9', { requires: ['duedate'], sets: { field: 'priority', value: '1' } });
    const bare = await caller.post('/issue/BENCH-1/transitions', { transition: { id: '11' } });
    expect(bare).toMatchObject({ status: 400, body: { errors: { duedate: 'Due date is required.' } } });
    const full = { transition: { id: '11' }, fields: { duedate: '2026-06-01' } };
    expect((await caller.post('/issue/BENCH-1/transitions', full)).status).toBe(204);
    expect(caller.jira.issue('BENCH-1').fields).toMatchObject({ priority: { name: 'Highest' }, duedate: '2026-06-01' });
    caller.jira.manners.set('B9', { withholds: ['31'] });
    const { body } = await caller.get('/issue/BENCH-1/transitions');
    expect(body.transitions.map(({ id }: { id: string }) => id)).toEqual(['21']);
  });

  it.each([
    ['retry-after', 429, { 'retry-after': '5', 'x-ratelimit-reset': expect.any(String) }],
    ['per-issue', 429, { 'ratelimit-reason': 'jira-per-issue-on-write' }],
    ['503-retry-after', 503, { 'retry-after': '5' }],
    ['401', 401, { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }],
  ] as const)('B16: turned away as %s, once', async (kind, status, headers) => {
    caller.jira.manners.set('B16', { kind, times: 1 });
    expect(await caller.get('/myself')).toMatchObject({ status, headers });
    expect((await caller.get('/myself')).status).toBe(200);
  });

  it('B16: 429 may say only when, or nothing at all', async () => {
    caller.jira.manners.set('B16', { kind: 'reset-only' });
    const { headers } = await caller.get('/myself');
    expect(headers).toHaveProperty('x-ratelimit-reset');
    expect(headers).not.toHaveProperty('retry-after');
    caller.jira.manners.set('B16', { kind: 'bare' });
    expect(Object.keys((await caller.get('/myself')).headers).filter((name) => /retry|ratelimit/.test(name))).toEqual(
      [],
    );
    caller.jira.manners.set('B16', { kind: '503' });
    expect((await caller.get('/myself')).status).toBe(503);
  });

  it('B23: dates come in another zone each time, and mean the same', async () => {
    caller.jira.manners.set('B23');
    const shown = new Set<string>();
    for (let index = 0; index < 20; index += 1) shown.add((await caller.get('/issue/BENCH-1')).body.fields.created);
    expect(shown.size).toBeGreaterThan(1);
    const instants = [...shown].map((date) => Date.parse(date.replace(/(\d\d)$/, ':$1')));
    expect(new Set(instants)).toEqual(new Set([caller.now.getTime()]));
  });

  it('B25: a proxy answers with a page of its own and status 200', async () => {
    caller.jira.manners.set('B25', { kind: 'html' });
    const outcome = await caller.outcome('PUT', '/issue/BENCH-1', { fields: { summary: 'Edited' } });
    expect(outcome).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(caller.jira.issue('BENCH-1').fields.summary).toBe('One');
  });

  it('B25: JSON ends in the middle', async () => {
    caller.jira.manners.set('B25', { kind: 'truncated' });
    await expect(caller.get('/myself')).rejects.toThrow(SyntaxError);
  });

  it('B25: a page is gigantic', async () => {
    caller.jira.manners.set('B25', { kind: 'gigantic', bytes: 1_000_000 });
    const outcome = await caller.outcome('GET', '/myself');
    expect(isDropped(outcome) ? 0 : outcome.body.length).toBe(1_000_000);
  });

  it('B25: a connection hangs open', async () => {
    caller.jira.manners.set('B25', { kind: 'hang' });
    expect(await caller.outcome('GET', '/myself')).toEqual({ drop: 'hang' });
  });

  it('B28: another site with the same ids answers', async () => {
    const before = await caller.get('/_edge/tenant_info');
    caller.jira.manners.set('B28');
    expect((await caller.get('/_edge/tenant_info')).body.cloudId).not.toBe(before.body.cloudId);
    expect((await caller.get('/serverInfo')).body.baseUrl).toContain('staging');
    expect((await caller.get('/issue/10001')).body.key).toBe('BENCH-1');
  });
});
