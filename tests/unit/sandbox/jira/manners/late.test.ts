import { beforeEach, describe, expect, it } from 'vitest';
import { plainDocument } from '../../../../sandbox/jira/index.js';
import { SandboxCaller } from '../caller.js';

let caller: SandboxCaller;
const draft = {
  fields: { project: { key: 'BENCH' }, issuetype: { name: 'Task' }, summary: 'New' },
  properties: [{ key: 'mark', value: 1 }],
};

beforeEach(() => {
  caller = new SandboxCaller();
  caller.jira.createIssue({ project: 'BENCH', summary: 'Old' });
  caller.advance(1_000);
});

async function summaries(extra: object = {}): Promise<string[]> {
  const { body } = await caller.post('/search/jql', {
    jql: 'project = BENCH ORDER BY key',
    fields: ['summary'],
    ...extra,
  });
  return body.issues.map(({ fields }: { fields: { summary: string } }) => fields.summary);
}

describe('what is late or lost', () => {
  it('B1: search shows an edit only later, and a new issue too', async () => {
    caller.jira.manners.set('B1', { delayMs: 10_000 });
    await caller.put('/issue/BENCH-1', { fields: { summary: 'Edited' } });
    await caller.post('/issue', draft);
    expect(await summaries()).toEqual(['Old']);
    expect((await caller.get('/issue/BENCH-1')).body.fields.summary).toBe('Edited');
    caller.advance(10_000);
    expect(await summaries()).toEqual(['Edited', 'New']);
  });

  it('B1: a reconciled search sees the writes at once', async () => {
    caller.jira.manners.set('B1');
    await caller.put('/issue/BENCH-1', { fields: { summary: 'Edited' } });
    const { body } = await caller.post('/issue', draft);
    expect(await summaries({ reconcileIssues: [10_001, Number(body.id)] })).toEqual(['Edited', 'New']);
  });

  it('B1: search goes on showing a deleted issue', async () => {
    caller.jira.manners.set('B1');
    caller.jira.remove('BENCH-1');
    expect(await summaries()).toEqual(['Old']);
    expect((await caller.get('/issue/BENCH-1')).status).toBe(404);
  });

  it.each([true, false])('B11: the answer to a create is lost; made: %s', async (made) => {
    caller.jira.manners.set('B11', { made, times: 1 });
    expect(await caller.outcome('POST', '/issue', draft)).toEqual({ drop: made ? 'after' : 'before' });
    expect(caller.jira.issues()).toHaveLength(made ? 2 : 1);
    expect((await caller.post('/issue', draft)).status).toBe(201);
  });

  it('B11 leaves edits alone', async () => {
    caller.jira.manners.set('B11');
    expect((await caller.put('/issue/BENCH-1', { fields: { summary: 'Edited' } })).status).toBe(204);
  });

  it('B12: a write without an answer lands half a minute later', async () => {
    caller.jira.manners.set('B12', { times: 1 });
    expect(await caller.outcome('PUT', '/issue/BENCH-1', { fields: { summary: 'Late' } })).toEqual({ drop: 'hang' });
    caller.advance(29_999);
    expect(await summaries()).toEqual(['Old']);
    caller.advance(1);
    caller.jira.tick();
    expect(caller.jira.issue('BENCH-1').fields.summary).toBe('Late');
  });

  it('B13: search learns of a property later than a bulk read', async () => {
    caller.jira.manners.set('B13', { delayMs: 60_000 });
    await caller.post('/issue', draft);
    const inSearch = async () =>
      (await caller.post('/search/jql', { jql: 'key = BENCH-2', fields: ['id'], properties: ['mark'] })).body.issues[0]
        .properties;
    const inBulk = async () =>
      (await caller.post('/issue/bulkfetch', { issueIdsOrKeys: ['BENCH-2'], fields: ['id'], properties: ['mark'] }))
        .body.issues[0].properties;
    expect([await inSearch(), await inBulk()]).toEqual([{}, { mark: 1 }]);
    caller.advance(60_000);
    expect([await inSearch(), await inBulk()]).toEqual([{ mark: 1 }, { mark: 1 }]);
  });

  it('B13: a property cannot be searched for at any time', async () => {
    const { status } = await caller.post('/search/jql', { jql: 'issue.property[mark].value = 1' });
    expect(status).toBe(400);
  });

  it('B14: an edit that asks for the issue gets no answer, and a link never has an id', async () => {
    caller.jira.manners.set('B14');
    await caller.post('/issue', draft);
    const edit = await caller.put('/issue/BENCH-1?returnIssue=true', { fields: { summary: 'Edited' } });
    expect(edit).toMatchObject({ status: 204, body: undefined });
    const link = { type: { name: 'Blocks' }, inwardIssue: { key: 'BENCH-2' }, outwardIssue: { key: 'BENCH-1' } };
    expect(await caller.post('/issueLink', link)).toMatchObject({ status: 201, body: undefined });
    await caller.post('/issueLink', link);
    expect((await caller.get('/issue/BENCH-1')).body.fields.issuelinks).toMatchObject([
      { outwardIssue: { key: 'BENCH-2' } },
    ]);
  });

  it('B15: one element of a bulk create is refused', async () => {
    caller.jira.manners.set('B15', { element: 1 });
    const { body } = await caller.post('/issue/bulk', { issueUpdates: [draft, draft, draft] });
    expect(body.issues).toHaveLength(2);
    expect(body.errors).toMatchObject([{ failedElementNumber: 1 }]);
  });

  it('a comment whose answer was lost is there once', async () => {
    caller.jira.manners.set('B11', { made: true, times: 1 });
    await caller.outcome('POST', '/issue/BENCH-1/comment', { body: plainDocument('Hi') });
    expect(caller.jira.issue('BENCH-1').comments).toHaveLength(1);
  });
});
