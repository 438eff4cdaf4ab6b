import { describe, expect, it } from 'vitest';
import { SandboxCaller } from './caller.js';

describe('who may do what', () => {
  it('a wrong token is 401, on every path', async () => {
    const caller = new SandboxCaller();
    const headers = { authorization: `Basic ${Buffer.from('sync@example.com:wrong').toString('base64')}` };
    for (const path of ['/myself', '/search/jql?jql=project%3DBENCH', '/field']) {
      expect((await caller.get(path, { headers })).status).toBe(401);
    }
  });

  it('a token is taken as bearer too', async () => {
    const caller = new SandboxCaller();
    const { body } = await caller.get('/myself', { headers: { authorization: 'Bearer sync-token' } });
    expect(body).toMatchObject({
      displayName: 'Syncline',
      timeZone: 'Europe/Berlin',
      emailAddress: 'sync@example.com',
    });
  });

  it('the gateway path works for this site and for no other', async () => {
    const caller = new SandboxCaller();
    const { cloudId } = caller.jira.state.directory.site;
    const { body } = await caller.get(`/ex/jira/${cloudId}/rest/api/3/myself`, { headers: { host: 'api.test' } });
    expect(body.self).toContain(`http://api.test/ex/jira/${cloudId}/rest/api/3/user`);
    expect((await caller.get('/ex/jira/other/rest/api/3/myself')).status).toBe(404);
  });

  it('serverInfo says Cloud in version 2 as well, to anybody', async () => {
    const caller = new SandboxCaller();
    const { body } = await caller.get('/rest/api/2/serverInfo', { headers: { authorization: '' } });
    expect(body.deploymentType).toBe('Cloud');
  });

  it('a reader reads, and is refused everything else', async () => {
    const caller = new SandboxCaller();
    caller.jira.createIssue({ project: 'BENCH', summary: 'One' });
    const as = { as: 'reader' };
    expect((await caller.get('/issue/BENCH-1', as)).status).toBe(200);
    expect((await caller.put('/issue/BENCH-1', { fields: { summary: 'x' } }, as)).status).toBe(403);
    expect((await caller.delete('/issue/BENCH-1', as)).status).toBe(403);
    expect((await caller.get('/issue/BENCH-1/transitions', as)).body.transitions).toEqual([]);
    const { body } = await caller.get('/mypermissions?projectKey=BENCH&permissions=BROWSE_PROJECTS,EDIT_ISSUES', as);
    expect(body.permissions.BROWSE_PROJECTS.havePermission).toBe(true);
    expect(body.permissions.EDIT_ISSUES.havePermission).toBe(false);
  });

  it('to a stranger nothing exists', async () => {
    const caller = new SandboxCaller();
    caller.jira.createIssue({ project: 'BENCH', summary: 'One' });
    const as = { as: 'stranger' };
    expect((await caller.get('/issue/BENCH-1', as)).status).toBe(404);
    expect((await caller.get('/project/search', as)).body.total).toBe(0);
    expect((await caller.post('/search/jql', { jql: 'project = BENCH' }, as)).status).toBe(400);
  });

  it('more than 20 writes to one issue in two seconds are turned away', async () => {
    const caller = new SandboxCaller();
    caller.jira.createIssue({ project: 'BENCH', summary: 'One' });
    const statuses: number[] = [];
    for (let index = 0; index < 21; index += 1) {
      statuses.push((await caller.put('/issue/BENCH-1/properties/a', index)).status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    const { headers } = await caller.put('/issue/10001/properties/a', 1);
    expect(headers).toMatchObject({
      'retry-after': '2',
      'ratelimit-reason': 'jira-per-issue-on-write',
      'x-ratelimit-reset': expect.stringMatching(/Z$/),
    });
    caller.advance(2_000);
    expect((await caller.put('/issue/BENCH-1/properties/a', 1)).status).toBe(200);
  });

  it('more requests a second than Jira allows are turned away where the site is told to', async () => {
    const caller = new SandboxCaller({ limits: { burst: true } });
    for (let index = 0; index < 100; index += 1) expect((await caller.get('/myself')).status).toBe(200);
    const { status, headers } = await caller.get('/myself');
    expect([status, headers['ratelimit-reason']]).toEqual([429, 'jira-burst-based']);
    expect((await caller.get('/field')).status).toBe(200);
    caller.advance(1_000);
    expect((await caller.get('/myself')).status).toBe(200);
  });

  it('what is neither the API nor beside it is not there', async () => {
    const caller = new SandboxCaller();
    expect((await caller.get('/rest/api/2/myself')).status).toBe(404);
    expect((await caller.get('/rest/api/3/search')).status).toBe(404);
    expect((await caller.call('PATCH', '/issue/BENCH-1')).status).toBe(405);
  });

  it('calls are counted as reads and writes', async () => {
    const caller = new SandboxCaller();
    await caller.post('/search/jql', { jql: 'project = BENCH' });
    await caller.post('/issue', { fields: { project: { key: 'BENCH' }, issuetype: { name: 'Task' }, summary: 'One' } });
    expect(caller.jira.calls).toMatchObject({ reads: 1, writes: 1 });
    expect(caller.jira.calls.of('createIssue')).toBe(1);
  });
});
