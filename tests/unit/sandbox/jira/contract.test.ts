import { beforeEach, expect, it } from 'vitest';
import { plainDocument } from '../../../sandbox/jira/index.js';
import { type Judge, judge } from '../../../support/contract-check.js';
import { describeWithTruth } from '../../../support/truth.js';
import { SandboxCaller } from './caller.js';

const KEY = 'BENCH-1';

/** Every operation once, in both a good and, where that is telling, a bad form. */
const EXCHANGES: readonly (readonly [name: string, status: number, method: string, path: string, body?: unknown])[] = [
  ['server information', 200, 'GET', '/serverInfo'],
  ['the caller', 200, 'GET', '/myself'],
  ['search by address', 200, 'GET', '/search/jql?jql=project%20%3D%20BENCH&fields=summary,updated&maxResults=2'],
  [
    'search by body',
    200,
    'POST',
    '/search/jql',
    { jql: 'project = BENCH', fields: ['*all'], properties: ['mark'], maxResults: 2 },
  ],
  ['search that does not parse', 400, 'POST', '/search/jql', { jql: 'project is is' }],
  ['count', 200, 'POST', '/search/approximate-count', { jql: 'project = BENCH' }],
  [
    'bulk read',
    200,
    'POST',
    '/issue/bulkfetch',
    { issueIdsOrKeys: [KEY, 'BENCH-999'], expand: ['changelog'], properties: ['mark'] },
  ],
  ['bulk changelog', 200, 'POST', '/changelog/bulkfetch', { issueIdsOrKeys: [KEY], maxResults: 1 }],
  ['one issue', 200, 'GET', `/issue/${KEY}?expand=changelog&properties=mark`],
  ['no issue', 404, 'GET', '/issue/BENCH-999'],
  [
    'create',
    201,
    'POST',
    '/issue',
    {
      fields: { project: { key: 'BENCH' }, issuetype: { name: 'Task' }, summary: 'One' },
      properties: [{ key: 'mark', value: 'm' }],
    },
  ],
  [
    'create that is refused',
    400,
    'POST',
    '/issue',
    {
      fields: { project: { key: 'BENCH' }, issuetype: { name: 'Task' }, summary: 'One', priority: { name: 'Urgent' } },
    },
  ],
  [
    'bulk create',
    201,
    'POST',
    '/issue/bulk',
    {
      issueUpdates: [
        { fields: { project: { key: 'BENCH' }, issuetype: { name: 'Bug' }, summary: 'Two' } },
        { fields: { project: { key: 'BENCH' }, issuetype: { name: 'Bug' } } },
      ],
    },
  ],
  ['edit', 204, 'PUT', `/issue/${KEY}`, { fields: { summary: 'Edited' } }],
  [
    'edit that returns the issue',
    200,
    'PUT',
    `/issue/${KEY}?returnIssue=true`,
    { update: { labels: [{ add: 'vpn' }] } },
  ],
  ['transitions', 200, 'GET', `/issue/${KEY}/transitions?expand=transitions.fields`],
  ['transition', 204, 'POST', `/issue/${KEY}/transitions`, { transition: { id: '11' } }],
  ['create metadata, types', 200, 'GET', '/issue/createmeta/BENCH/issuetypes'],
  ['create metadata, fields', 200, 'GET', '/issue/createmeta/BENCH/issuetypes/10001?maxResults=200'],
  ['edit metadata', 200, 'GET', `/issue/${KEY}/editmeta`],
  ['changelog', 200, 'GET', `/issue/${KEY}/changelog?maxResults=1`],
  ['comments', 200, 'GET', `/issue/${KEY}/comment?orderBy=-created&expand=properties`],
  [
    'comment',
    201,
    'POST',
    `/issue/${KEY}/comment`,
    { body: plainDocument('Hello'), properties: [{ key: 'mark', value: 1 }] },
  ],
  ['one comment', 200, 'GET', `/issue/${KEY}/comment/10000`],
  ['edited comment', 200, 'PUT', `/issue/${KEY}/comment/10000`, { body: plainDocument('Hello again') }],
  ['comments by id', 200, 'POST', '/comment/list?expand=properties', { ids: [10000, 10001] }],
  ['comment property', 201, 'PUT', '/comment/10000/properties/more', { from: 'x' }],
  ['comment property keys', 200, 'GET', '/comment/10000/properties'],
  ['comment property read', 200, 'GET', '/comment/10000/properties/origin'],
  ['comment property removed', 204, 'DELETE', '/comment/10000/properties/origin'],
  ['comment removed', 204, 'DELETE', `/issue/${KEY}/comment/10000`],
  ['issue property', 201, 'PUT', `/issue/${KEY}/properties/more`, { a: 1 }],
  ['issue property again', 200, 'PUT', `/issue/${KEY}/properties/mark`, { a: 2 }],
  ['issue property keys', 200, 'GET', `/issue/${KEY}/properties`],
  ['issue property read', 200, 'GET', `/issue/${KEY}/properties/mark`],
  ['issue property removed', 204, 'DELETE', `/issue/${KEY}/properties/mark`],
  [
    'link',
    201,
    'POST',
    '/issueLink',
    { type: { name: 'Blocks' }, inwardIssue: { key: 'BENCH-2' }, outwardIssue: { key: KEY } },
  ],
  ['link types', 200, 'GET', '/issueLinkType'],
  ['issue with a link', 200, 'GET', `/issue/${KEY}?fields=issuelinks`],
  ['link removed', 204, 'DELETE', '/issueLink/10000'],
  ['fields', 200, 'GET', '/field'],
  ['priorities', 200, 'GET', '/priority'],
  ['priorities, paged', 200, 'GET', '/priority/search?maxResults=2'],
  ['statuses', 200, 'GET', '/status'],
  ['statuses, searched', 200, 'GET', '/statuses/search?searchString=prog'],
  ['issue types', 200, 'GET', '/issuetype'],
  ['one issue type', 200, 'GET', '/issuetype/10001'],
  ['labels', 200, 'GET', '/label'],
  ['projects', 200, 'GET', '/project/search?maxResults=1'],
  ['one project', 200, 'GET', '/project/BENCH'],
  ['a project that is not shown', 404, 'GET', '/project/HR'],
  ['statuses of a project', 200, 'GET', '/project/BENCH/statuses'],
  ['components of a project', 200, 'GET', '/project/BENCH/components'],
  ['people by words', 200, 'GET', '/user/search?query=ali'],
  ['one person', 200, 'GET', '/user?accountId=712020:7bf45758-6986-4e0e-aefc-a3000196d8d2'],
  ['people by id', 200, 'GET', '/user/bulk?accountId=712020:7bf45758-6986-4e0e-aefc-a3000196d8d2'],
  ['assignable people', 200, 'GET', '/user/assignable/search?project=BENCH&query='],
  ['everybody', 200, 'GET', '/users/search'],
  ['permissions', 200, 'GET', '/mypermissions?projectKey=BENCH&permissions=EDIT_ISSUES,ADMINISTER'],
  [
    'permissions in bulk',
    200,
    'POST',
    '/permissions/check',
    {
      globalPermissions: ['ADMINISTER'],
      projectPermissions: [{ permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES'], projects: [10000], issues: [10000, 1] }],
    },
  ],
  ['permissions that there are not', 400, 'POST', '/permissions/check', { globalPermissions: ['FLY'] }],
  ['worklogs', 200, 'GET', `/issue/${KEY}/worklog`],
  [
    'worklog',
    201,
    'POST',
    `/issue/${KEY}/worklog?adjustEstimate=leave`,
    { started: '2026-05-04T08:00:00.000+0000', timeSpentSeconds: 3600 },
  ],
  ['edited worklog', 200, 'PUT', `/issue/${KEY}/worklog/10000`, { timeSpent: '1d 2h' }],
  ['worklog removed', 204, 'DELETE', `/issue/${KEY}/worklog/10000`],
  ['one attachment', 200, 'GET', '/attachment/10000'],
  ['attachment removed', 204, 'DELETE', '/attachment/10000'],
  ['attachment settings', 200, 'GET', '/attachment/meta'],
  ['delete', 204, 'DELETE', '/issue/BENCH-2'],
];

describeWithTruth("the Jira sandbox keeps to Jira's API description", () => {
  let by: Judge;
  let caller: SandboxCaller;

  beforeEach(async () => {
    by = await judge('jira');
    caller = await aUsedSite(by);
  });

  it.each(EXCHANGES.map(([name, status, method, path, body]) => ({ name, status, method, path, body })))(
    '$name',
    async ({ status, method, path, body }) => {
      const answer = await caller.call(method, path, body);
      expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
      expect(by.errors()).toEqual([]);
    },
  );

  it('the judge finds what is wrong with a request', async () => {
    await caller.call('POST', '/search/jql', { jql: 'project = BENCH', startAt: 0 });
    expect(by.errors('request')).toHaveLength(1);
  });

  it('the judge finds what is wrong with an answer', () => {
    const request = { method: 'GET', url: '/rest/api/3/myself', headers: { authorization: 'Basic x' }, body: null };
    const headers = { 'content-type': 'application/json' };
    by.check({ request, response: { status: 200, headers, body: JSON.stringify({ accountId: 17 }) } });
    expect(by.errors('response')).toHaveLength(1);
  });
});

async function aUsedSite(by: Judge): Promise<SandboxCaller> {
  const caller = new SandboxCaller({ judge: by });
  const { jira } = caller;
  jira.createIssue({
    project: 'BENCH',
    summary: 'Mail is slow',
    description: 'Since Monday.\nFor everybody.',
    labels: ['mail'],
    assignee: 'bob',
    components: ['Network'],
    duedate: '2026-06-01',
    customfield_10031: 'Large',
    customfield_10034: '2026-05-01T08:00:00.000+0200',
    customfield_10035: 'Production',
    customfield_10036: ['VPN', 'Payroll'],
  });
  jira.createIssue({ project: 'BENCH', summary: 'Second' });
  jira.createIssue({ project: 'BENCH', summary: 'Part', issuetype: 'Sub-task', parent: { key: KEY } });
  jira.comment(KEY, 'First comment', { as: 'sync' });
  jira.edit(KEY, { summary: 'Mail is very slow', labels: ['mail', 'urgent'], description: 'Since Tuesday.' });
  jira.transition(KEY, 'Done');
  jira.transition(KEY, 'To Do');
  jira.setProperty(KEY, 'mark', { id: 'abc' });
  jira.link(KEY, 'Relates', 'BENCH-2');
  await caller.put('/comment/10000/properties/origin', { from: 'x' });
  await caller.post(`/issue/${KEY}/worklog`, { timeSpent: '30m', comment: plainDocument('Looked at it') });
  jira.attach(KEY, 'log.txt', Buffer.from('text'));
  return caller;
}
