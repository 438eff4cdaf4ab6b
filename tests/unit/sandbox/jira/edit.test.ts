import { beforeEach, describe, expect, it } from 'vitest';
import { plainDocument } from '../../../sandbox/jira/index.js';
import { SandboxCaller } from './caller.js';

let caller: SandboxCaller;

beforeEach(() => {
  caller = new SandboxCaller();
  caller.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', labels: ['mail'] });
  caller.advance(1_000);
});

const draft = { project: { key: 'BENCH' }, issuetype: { name: 'Task' }, summary: 'New' };

describe('create and edit', () => {
  it('numbers issues of a project one after the other and never gives a number again', async () => {
    expect((await caller.post('/issue', { fields: draft })).body).toMatchObject({ id: '10002', key: 'BENCH-2' });
    caller.jira.remove('BENCH-2');
    expect((await caller.post('/issue', { fields: draft })).body).toMatchObject({ id: '10003', key: 'BENCH-3' });
  });

  it.each([
    [
      'an unknown field',
      { nonsense: 1 },
      { nonsense: "Field 'nonsense' cannot be set. It is not on the appropriate screen, or unknown." },
    ],
    [
      'a field that is never settable',
      { status: { name: 'Done' } },
      { status: "Field 'status' cannot be set. It is not on the appropriate screen, or unknown." },
    ],
    ['a label with a space', { labels: ['a b'] }, { labels: "The label 'a b' contains spaces which is invalid." }],
    ['a summary of 256 characters', { summary: 'x'.repeat(256) }, { summary: "Summary can't exceed 255 characters." }],
    [
      'a summary of two lines',
      { summary: 'a\nb' },
      { summary: 'The summary is invalid because it contains newline characters.' },
    ],
    ['no summary', { summary: ' ' }, { summary: 'You must specify a summary of the issue.' }],
    [
      'a description that is text',
      { description: 'text' },
      { description: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)' },
    ],
    [
      'a description that is no document',
      { description: { type: 'doc', version: 1, content: [{ type: 'text', text: '' }] } },
      { description: 'INVALID_INPUT' },
    ],
    ['an unknown priority', { priority: { name: 'Urgent' } }, { priority: "Priority name 'Urgent' is not valid" }],
    [
      'a disabled option',
      { customfield_10035: { value: 'Legacy' } },
      { customfield_10035: "Option value 'Legacy' is not valid" },
    ],
    ['a number that is text', { customfield_10032: '3' }, { customfield_10032: 'Operation value must be a number' }],
    ['a day that does not exist', { duedate: '2026-02-30' }, { duedate: 'Error parsing date string: 2026-02-30' }],
    [
      'somebody who cannot be assigned',
      { assignee: { accountId: 'nobody' } },
      { assignee: "User 'nobody' cannot be assigned issues." },
    ],
  ])('%s refuses the whole request', async (_name, fields, errors) => {
    const { status, body } = await caller.put('/issue/BENCH-1', { fields: { labels: ['changed'], ...fields } });
    expect(status).toBe(400);
    expect(body.errors).toEqual(errors);
    expect(caller.jira.issue('BENCH-1').fields).toMatchObject({ summary: 'Mail is slow', labels: ['mail'] });
  });

  it('names every wrong field at once', async () => {
    const { body } = await caller.post('/issue', { fields: { ...draft, labels: 'x', duedate: 5 } });
    expect(Object.keys(body.errors)).toEqual(['labels', 'duedate']);
  });

  it('adds and removes elements of a set', async () => {
    const update = { labels: [{ add: 'vpn' }, { remove: 'mail' }], components: [{ add: { name: 'Access' } }] };
    await caller.put('/issue/BENCH-1', { update });
    const { fields } = caller.jira.issue('BENCH-1');
    expect(fields.labels).toEqual(['vpn']);
    expect(fields.components).toMatchObject([{ name: 'Access' }]);
  });

  it('refuses a field that is in both sections', async () => {
    const { body } = await caller.put('/issue/BENCH-1', { fields: { labels: [] }, update: { labels: [{ add: 'x' }] } });
    expect(body.errors.labels).toContain("appears in both 'fields' and 'update'");
  });

  it('keeps the values in their real shapes', async () => {
    await caller.put('/issue/BENCH-1', {
      fields: {
        description: plainDocument('Hello'),
        customfield_10034: '2026-05-01T08:00:00.000-0800',
        customfield_10036: [{ value: 'VPN' }, { id: '10202' }],
        assignee: { accountId: caller.jira.state.directory.person('bob').accountId },
        reporter: { accountId: caller.jira.state.directory.person('carol').accountId },
      },
    });
    const { body } = await caller.get('/issue/BENCH-1');
    expect(body.fields).toMatchObject({
      description: { type: 'doc' },
      customfield_10034: '2026-05-01T18:00:00.000+0200',
      customfield_10036: [
        { id: '10201', value: 'VPN' },
        { id: '10202', value: 'Payroll' },
      ],
      assignee: { displayName: 'Bob Brandt', emailAddress: 'bob@example.com' },
      created: '2026-05-04T11:00:00.000+0200',
    });
    expect(body.fields.reporter).not.toHaveProperty('emailAddress');
  });

  it('an edit that changes nothing moves nothing', async () => {
    const before = caller.jira.issue('BENCH-1');
    await caller.put('/issue/BENCH-1', { fields: { labels: ['mail'] } });
    expect(caller.jira.issue('BENCH-1')).toEqual(before);
  });

  it('a comment moves updated, a property does not', async () => {
    const before = caller.jira.issue('BENCH-1').updated.getTime();
    await caller.put('/issue/BENCH-1/properties/mark', { a: 1 });
    expect(caller.jira.issue('BENCH-1').updated.getTime()).toBe(before);
    await caller.post('/issue/BENCH-1/comment', { body: plainDocument('Hi') });
    expect(caller.jira.issue('BENCH-1').updated.getTime()).toBe(before + 1_000);
  });

  it('two edits in one millisecond have two times', async () => {
    const first = caller.jira.edit('BENCH-1', { summary: 'One' }).updated.getTime();
    expect(caller.jira.edit('BENCH-1', { summary: 'Two' }).updated.getTime()).toBe(first + 1);
  });

  it('the changelog has ids, texts and the author', async () => {
    await caller.put('/issue/BENCH-1', { fields: { priority: { name: 'High' } } });
    const { body } = await caller.get('/issue/BENCH-1/changelog');
    expect(body).toMatchObject({
      total: 1,
      values: [
        {
          author: { displayName: 'Syncline' },
          items: [
            {
              field: 'priority',
              fieldId: 'priority',
              fieldtype: 'jira',
              from: '3',
              fromString: 'Medium',
              to: '2',
              toString: 'High',
            },
          ],
        },
      ],
    });
  });

  it('a bulk create succeeds in part', async () => {
    const { status, body } = await caller.post('/issue/bulk', {
      issueUpdates: [{ fields: draft }, { fields: { ...draft, labels: ['a b'] } }, { fields: draft }],
    });
    expect(status).toBe(201);
    expect(body.issues.map(({ key }: { key: string }) => key)).toEqual(['BENCH-2', 'BENCH-3']);
    expect(body.errors).toMatchObject([
      { failedElementNumber: 1, status: 400, elementErrors: { errors: { labels: expect.any(String) } } },
    ]);
  });

  it('a property in the create body is there from the first moment', async () => {
    await caller.post('/issue', { fields: draft, properties: [{ key: 'mark', value: { id: 7 } }] });
    const { body } = await caller.post('/issue/bulkfetch', {
      issueIdsOrKeys: ['BENCH-2'],
      fields: ['id'],
      properties: ['mark'],
    });
    expect(body.issues[0].properties).toEqual({ mark: { id: 7 } });
  });

  it('a body with an unknown member is refused', async () => {
    expect((await caller.put('/issue/BENCH-1', { field: {} })).status).toBe(400);
  });
});
