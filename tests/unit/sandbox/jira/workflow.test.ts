import { beforeEach, describe, expect, it } from 'vitest';
import { SandboxCaller } from './caller.js';

let caller: SandboxCaller;

beforeEach(() => {
  caller = new SandboxCaller();
  caller.jira.createIssue({ project: 'BENCH', summary: 'One' });
});

async function offered(): Promise<string[]> {
  const { body } = await caller.get('/issue/BENCH-1/transitions');
  return body.transitions.map(({ to }: { to: { name: string } }) => to.name);
}

describe('workflow', () => {
  it('Done takes two hops from In Progress', async () => {
    caller.jira.transition('BENCH-1', 'In Progress');
    expect(await offered()).toEqual(['To Do', 'In Review']);
    caller.jira.transition('BENCH-1', 'In Review');
    expect(await offered()).toEqual(['In Progress', 'Done']);
  });

  it('approving asks for a resolution, and reopening takes it away', async () => {
    caller.jira.transition('BENCH-1', 'In Review');
    const { body } = await caller.get('/issue/BENCH-1/transitions?expand=transitions.fields');
    expect(body.transitions[1].fields.resolution).toMatchObject({ required: true, allowedValues: expect.any(Array) });
    const bare = await caller.post('/issue/BENCH-1/transitions', { transition: { id: '51' } });
    expect(bare).toMatchObject({ status: 400, body: { errors: { resolution: 'Resolution is required.' } } });
    const full = { transition: { id: '51' }, fields: { resolution: { name: 'Duplicate' } } };
    expect((await caller.post('/issue/BENCH-1/transitions', full)).status).toBe(204);
    expect(caller.jira.issue('BENCH-1')).toMatchObject({
      status: 'Done',
      fields: { resolution: { name: 'Duplicate' } },
    });
    caller.jira.transition('BENCH-1', 'To Do');
    expect(caller.jira.issue('BENCH-1').fields).toMatchObject({ resolution: null, resolutiondate: null });
  });

  it('a transition that is not offered from here is refused', async () => {
    const { status, body } = await caller.post('/issue/BENCH-1/transitions', { transition: { id: '51' } });
    expect(status).toBe(400);
    expect(body.errorMessages[0]).toContain('illegal workflow operation');
  });

  it('a moved issue has a new key and is found by the old one', async () => {
    caller.jira.move('BENCH-1', 'NET');
    expect((await caller.get('/issue/BENCH-1')).body).toMatchObject({ id: '10001', key: 'NET-1' });
    const { body } = await caller.get('/issue/10001/changelog');
    expect(body.values[0].items.map(({ field }: { field: string }) => field)).toEqual(['project', 'Key']);
  });
});
