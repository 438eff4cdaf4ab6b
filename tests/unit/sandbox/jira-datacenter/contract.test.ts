import { beforeEach, expect, it } from 'vitest';
import { isDropped, seededRandom } from '../../../sandbox/http/index.js';
import { JiraSandbox } from '../../../sandbox/jira/index.js';
import { type Judge, judge } from '../../../support/contract-check.js';
import { describeWithTruth } from '../../../support/truth.js';

const KEY = 'BENCH-1';
const draft = { project: { key: 'BENCH' }, issuetype: { name: 'Task' }, summary: 'One' };

/** Every operation once, in both a good and, where that is telling, a bad form. */
const EXCHANGES: readonly (readonly [name: string, status: number, method: string, path: string, body?: unknown])[] = [
  ['server information', 200, 'GET', '/serverInfo'],
  ['the caller', 200, 'GET', '/myself'],
  ['search by address', 200, 'GET', '/search?jql=project%20%3D%20BENCH&fields=summary&maxResults=2'],
  ['search by body', 200, 'POST', '/search', { jql: 'project = BENCH', fields: ['*all'], expand: ['changelog'] }],
  ['search for what is gone', 200, 'POST', '/search', { jql: 'id in (1, 10000)', validateQuery: false }],
  ['search for what is gone, checked', 400, 'POST', '/search', { jql: 'id in (1, 10000)' }],
  ['search that does not parse', 400, 'POST', '/search', { jql: 'project is is' }],
  ['one issue', 200, 'GET', `/issue/${KEY}?expand=changelog&properties=mark`],
  ['no issue', 404, 'GET', '/issue/BENCH-999'],
  ['create', 201, 'POST', '/issue', { fields: draft, properties: [{ key: 'mark', value: { a: 1 } }] }],
  ['create that is refused', 400, 'POST', '/issue', { fields: { ...draft, priority: { name: 'Urgent' } } }],
  [
    'bulk create',
    201,
    'POST',
    '/issue/bulk',
    { issueUpdates: [{ fields: draft }, { fields: { ...draft, summary: '' } }] },
  ],
  ['edit', 204, 'PUT', `/issue/${KEY}`, { fields: { description: '*bold*', assignee: { name: 'bob' } } }],
  ['edit of a person who is not there', 400, 'PUT', `/issue/${KEY}`, { fields: { assignee: { name: 'nobody' } } }],
  ['transitions', 200, 'GET', `/issue/${KEY}/transitions?expand=transitions.fields`],
  ['transition', 204, 'POST', `/issue/${KEY}/transitions`, { transition: { id: '11' } }],
  ['create metadata, types', 200, 'GET', '/issue/createmeta/BENCH/issuetypes'],
  ['create metadata, fields', 200, 'GET', '/issue/createmeta/BENCH/issuetypes/10001?maxResults=200'],
  ['edit metadata', 200, 'GET', `/issue/${KEY}/editmeta`],
  ['comments', 200, 'GET', `/issue/${KEY}/comment?expand=properties`],
  ['comment', 201, 'POST', `/issue/${KEY}/comment`, { body: 'h1. Hello', properties: [{ key: 'mark', value: 1 }] }],
  ['comment without words', 400, 'POST', `/issue/${KEY}/comment`, { body: '' }],
  ['comment property', 201, 'PUT', '/comment/10000/properties/more', { from: 'x' }],
  ['comment property read', 404, 'GET', '/comment/10000/properties/none'],
  ['issue property', 201, 'PUT', `/issue/${KEY}/properties/more`, { a: 1 }],
  ['issue property read', 200, 'GET', `/issue/${KEY}/properties/mark`],
  ['fields', 200, 'GET', '/field'],
  ['priorities', 200, 'GET', '/priority'],
  ['statuses', 200, 'GET', '/status'],
  ['one project', 200, 'GET', '/project/BENCH'],
  ['statuses of a project', 200, 'GET', '/project/BENCH/statuses'],
  ['people by words', 200, 'GET', '/user/search?username=ali'],
  ['one person', 200, 'GET', '/user?username=alice'],
  ['delete', 204, 'DELETE', '/issue/BENCH-2'],
];

describeWithTruth("the simulated Data Center keeps to Jira's API description", () => {
  let by: Judge;
  let jira: JiraSandbox;

  beforeEach(async () => {
    by = await judge('jira-datacenter');
    const clock = { now: () => new Date('2026-05-04T09:00:00.000Z') };
    jira = new JiraSandbox({ clock, random: seededRandom(7), site: { deployment: 'datacenter' } });
    jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', description: 'Since *Monday*', assignee: 'bob' });
    jira.createIssue({ project: 'BENCH', summary: 'Second' });
    jira.comment(KEY, 'First comment', { as: 'sync' });
    jira.edit(KEY, { summary: 'Mail is very slow', labels: ['mail'] });
    jira.setProperty(KEY, 'mark', { id: 'abc' });
  });

  async function call(method: string, path: string, body?: unknown, authorization = basic('sync')) {
    const request = {
      method,
      url: `/rest/api/2${path}`,
      headers: { authorization, 'content-type': 'application/json' },
      body: body === undefined ? null : Buffer.from(JSON.stringify(body)),
    };
    const response = await jira.handle(request);
    if (isDropped(response)) throw new Error(`${method} ${path} got no answer`);
    by.check({ request, response });
    return response;
  }

  it.each(EXCHANGES.map(([name, status, method, path, body]) => ({ name, status, method, path, body })))(
    '$name',
    async ({ status, method, path, body }) => {
      expect(await call(method, path, body)).toMatchObject({ status });
      expect(by.errors()).toEqual([]);
    },
  );

  it('speaks neither version 3 nor what Cloud has besides', async () => {
    for (const path of ['/issue/bulkfetch', '/search/jql', '/comment/list', '/changelog/bulkfetch']) {
      expect(await jira.handle({ method: 'POST', url: `/rest/api/2${path}`, headers: {}, body: null })).toMatchObject({
        status: expect.toSatisfy((status: number) => status === 404 || status === 405),
      });
    }
    expect(await jira.handle({ method: 'GET', url: '/rest/api/3/myself', headers: {}, body: null })).toMatchObject({
      status: 404,
    });
  });

  it('takes no member that it does not know', async () => {
    expect(await call('POST', '/search', { jql: 'project = BENCH', properties: ['mark'] })).toMatchObject({
      status: 400,
    });
  });

  it('signs in by user name or personal access token', async () => {
    expect(await call('GET', '/myself', undefined, 'Bearer sync-token')).toMatchObject({ status: 200 });
    expect(await call('GET', '/myself', undefined, basic('sync@example.com'))).toMatchObject({ status: 401 });
  });

  it('skips rows of a page at an offset (B4)', async () => {
    const keys = async () => {
      const page = await call('POST', '/search', { jql: 'project = BENCH order by key', startAt: 1, maxResults: 5 });
      return JSON.parse(page.body.toString()).issues.map(({ key }: { readonly key: string }) => key);
    };
    expect(await keys()).toEqual(['BENCH-2']);
    jira.manners.set('B4', { shift: -1 });
    expect(await keys()).toEqual(['BENCH-1', 'BENCH-2']);
    jira.manners.set('B4', { shift: 1 });
    expect(await keys()).toEqual([]);
  });

  it('turns requests away as a node does (B16)', async () => {
    jira.manners.set('B16', { kind: 'retry-after', retryAfterSeconds: 3, times: 1 });
    expect(await call('GET', '/myself')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '3', 'x-ratelimit-remaining': '0', 'x-ratelimit-interval-seconds': '1' },
    });
  });
});

function basic(user: string): string {
  return `Basic ${Buffer.from(`${user}:sync-token`).toString('base64')}`;
}
