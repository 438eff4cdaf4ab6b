import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WebhookDelivery } from '../../../sandbox/jira/index.js';
import { SandboxCaller } from './caller.js';

const SECRET = "It's a Secret to Everybody";
let caller: SandboxCaller;
let deliveries: WebhookDelivery[];

beforeEach(() => {
  caller = new SandboxCaller();
  deliveries = [];
  caller.jira.webhooks.subscribe({ secret: SECRET, deliver: (delivery) => deliveries.push(delivery) });
});

function bodies() {
  return deliveries.map(({ body }) => JSON.parse(body));
}

describe('webhooks', () => {
  it('tell of issues, comments and properties', () => {
    const { jira } = caller;
    jira.createIssue({ project: 'BENCH', summary: 'One' });
    jira.edit('BENCH-1', { summary: 'Two' }, { as: 'bob' });
    const comment = jira.comment('BENCH-1', 'Hi');
    jira.removeComment('BENCH-1', comment);
    jira.setProperty('BENCH-1', 'mark', 1);
    jira.remove('BENCH-1');
    expect(bodies().map(({ webhookEvent }) => webhookEvent)).toEqual([
      'jira:issue_created',
      'jira:issue_updated',
      'comment_created',
      'comment_deleted',
      'issue_property_set',
      'jira:issue_deleted',
    ]);
    expect(bodies()[1]).toMatchObject({
      user: { displayName: 'Bob Brandt' },
      issue: { key: 'BENCH-1', fields: { summary: 'Two' } },
      changelog: { items: [{ field: 'summary', fromString: 'One', toString: 'Two' }] },
    });
    expect(bodies()[2]).not.toHaveProperty('changelog');
  });

  it('are signed, and each has an identifier of its own', () => {
    caller.jira.createIssue({ project: 'BENCH', summary: 'One' });
    caller.jira.edit('BENCH-1', { summary: 'Two' });
    const [first, second] = deliveries;
    const signature = createHmac('sha256', SECRET)
      .update(first?.body ?? '')
      .digest('hex');
    expect(first?.headers['x-hub-signature']).toBe(`sha256=${signature}`);
    expect(first?.headers['x-atlassian-webhook-identifier']).not.toBe(
      second?.headers['x-atlassian-webhook-identifier'],
    );
  });

  it('B22: come late and so out of order', () => {
    caller.jira.manners.set('B22', { kind: 'late', delayMs: 1_000, times: 1 });
    caller.jira.createIssue({ project: 'BENCH', summary: 'One' });
    caller.jira.edit('BENCH-1', { summary: 'Two' });
    caller.advance(1_000);
    caller.jira.tick();
    expect(bodies().map(({ webhookEvent }) => webhookEvent)).toEqual(['jira:issue_updated', 'jira:issue_created']);
  });

  it.each([
    ['twice', 2],
    ['lost', 0],
  ] as const)('B22: come %s', (kind, count) => {
    caller.jira.manners.set('B22', { kind });
    caller.jira.createIssue({ project: 'BENCH', summary: 'One' });
    expect(deliveries).toHaveLength(count);
  });

  it('B22: come unsigned, or without a body', () => {
    caller.jira.manners.set('B22', { kind: 'unsigned' });
    caller.jira.createIssue({ project: 'BENCH', summary: 'One' });
    caller.jira.manners.set('B22', { kind: 'no-body' });
    caller.jira.createIssue({ project: 'BENCH', summary: 'Two' });
    expect(deliveries[0]?.headers).not.toHaveProperty('x-hub-signature');
    expect(deliveries[1]?.body).toBe('');
  });
});
