import { beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../sandbox/http/index.js';
import { seedJira } from '../../../../sandbox/jira/index.js';
import { SandboxCaller } from '../caller.js';

let caller: SandboxCaller;

beforeEach(() => {
  caller = new SandboxCaller();
  caller.jira.createIssue({ project: 'BENCH', summary: 'One', customfield_10035: 'Staging' });
  caller.advance(60_000);
});

describe('what happens to a site while a sync runs', () => {
  it('B2: the profile zone puts its clock back, and the repeated hour is read as the first one', async () => {
    // New York leaves summer time on 2026-11-01 at 06:00 UTC: 01:30 is 05:30 UTC and 06:30 UTC.
    caller = new SandboxCaller({ now: '2026-11-01T05:30:00.000Z' });
    caller.jira.manners.set('B2', { timeZone: 'America/New_York' });
    caller.jira.createIssue({ project: 'BENCH', summary: 'First half past one' });
    caller.advance(3_600_000);
    caller.jira.createIssue({ project: 'BENCH', summary: 'Second half past one' });
    const { body } = await caller.post('/search/jql', {
      jql: 'project = BENCH AND created >= "2026-11-01 01:30" ORDER BY key',
      fields: ['created'],
    });
    expect(body.issues.map(({ fields }: { fields: { created: string } }) => fields.created)).toEqual([
      '2026-11-01T01:30:00.000-0400',
      '2026-11-01T01:30:00.000-0500',
    ]);
    expect((await caller.get('/myself')).body.timeZone).toBe('America/New_York');
  });

  it('B17: a project vanishes for an hour, once', async () => {
    caller.jira.manners.set('B17', { project: 'BENCH' });
    expect((await caller.get('/issue/BENCH-1')).status).toBe(404);
    expect((await caller.post('/search/jql', { jql: 'project = BENCH' })).status).toBe(400);
    expect((await caller.get('/project/BENCH')).status).toBe(404);
    const { body } = await caller.post('/issue/bulkfetch', { issueIdsOrKeys: ['10001'] });
    expect(body.issueErrors).toHaveLength(1);
    caller.advance(3_600_000);
    expect((await caller.get('/issue/BENCH-1')).status).toBe(200);
  });

  it('B18: an issue is moved, and another becomes of another type', async () => {
    caller.jira.manners.set('B18', { happening: 'move' });
    await caller.get('/myself');
    expect(caller.jira.issue('10001').key).not.toBe('BENCH-1');
    caller.jira.manners.set('B18', { happening: 'change-type' });
    await caller.get('/myself');
    expect(caller.jira.issue('10001').type).not.toBe('Task');
  });

  it('B19: some edits do not move updated, nor does a link seen from its other end', async () => {
    caller.jira.manners.set('B19', { fields: ['duedate'] });
    const before = caller.jira.issue('BENCH-1').updated;
    await caller.put('/issue/BENCH-1', { fields: { duedate: '2026-06-01' } });
    expect(caller.jira.issue('BENCH-1')).toMatchObject({ updated: before, fields: { duedate: '2026-06-01' } });
    const other = caller.jira.createIssue({ project: 'BENCH', summary: 'Two' });
    caller.advance(1_000);
    caller.jira.link('BENCH-1', 'Blocks', 'BENCH-2');
    expect(caller.jira.issue('BENCH-2').updated).toEqual(other.updated);
    expect(caller.jira.issue('BENCH-1').updated).toEqual(caller.now);
    await caller.put('/issue/BENCH-1', { fields: { summary: 'Edited' } });
    expect(caller.jira.issue('BENCH-1').updated.getTime()).toBeGreaterThan(caller.now.getTime());
  });

  it.each(['rename-option', 'disable-option', 'rename-field', 'rename-status', 'deactivate-user'] as const)(
    'B26: %s',
    async (happening) => {
      const names = () => {
        const { site } = caller.jira.state.directory;
        const options = [...site.priorities, ...site.fields.flatMap(({ options: own = [] }) => own)];
        return JSON.stringify([
          site.fields.map(({ name }) => name),
          options,
          site.statuses,
          site.accounts.map(({ isActive }) => isActive),
        ]);
      };
      const before = names();
      caller.jira.manners.set('B26', { happening });
      await caller.get('/myself');
      const after = names();
      expect(after).not.toBe(before);
      await caller.get('/myself');
      expect(names()).toBe(after);
    },
  );

  it('B26 by hand: a renamed option is refused by its old name, a disabled one by any', async () => {
    caller.jira.renameOption('Tier', 'Staging', 'Pre-production');
    expect(caller.jira.issue('BENCH-1').fields.customfield_10035).toMatchObject({ value: 'Pre-production' });
    const edit = (value: string) => caller.put('/issue/BENCH-1', { fields: { customfield_10035: { value } } });
    expect((await edit('Staging')).status).toBe(400);
    caller.jira.disableOption('Tier', 'Test');
    expect((await edit('Test')).status).toBe(400);
    caller.jira.deleteField('Tier');
    expect((await edit('Production')).body.errors).toHaveProperty('customfield_10035');
  });

  it('B27: nobody can be assigned, and e-mail addresses are hidden', async () => {
    caller.jira.manners.set('B27');
    const { accountId } = caller.jira.state.directory.person('bob');
    const { status, body } = await caller.put('/issue/BENCH-1', { fields: { assignee: { accountId } } });
    expect([status, body.errors.assignee]).toEqual([400, `User '${accountId}' cannot be assigned issues.`]);
    const users = (await caller.get('/users/search')).body;
    expect(users.filter((user: object) => 'emailAddress' in user)).toHaveLength(1);
  });

  it('people are not troubled by what is kept for programs', () => {
    caller.jira.manners.set('B8');
    caller.jira.manners.set('B9', { requires: ['duedate'] });
    caller.jira.manners.set('B27');
    caller.jira.edit('BENCH-1', { labels: ['a'], assignee: 'bob' });
    expect(caller.jira.transition('BENCH-1', 'Done').status).toBe('Done');
  });

  it('drawn at random, the same seed gives the same troubles', async () => {
    const run = async () => {
      const { jira } = new SandboxCaller();
      const outcomes: unknown[] = [];
      seedJira(jira, { count: 20, random: seededRandom(5) });
      jira.manners.random(0.05);
      const authorization = `Basic ${Buffer.from('sync@example.com:sync-token').toString('base64')}`;
      for (let index = 0; index < 80; index += 1) {
        const body = Buffer.from(JSON.stringify({ fields: { summary: `Edit ${index}`, labels: ['a'] } }));
        const url = `/rest/api/3/issue/${10_001 + (index % 20)}?returnIssue=true`;
        outcomes.push(await jira.handle({ method: 'PUT', url, headers: { authorization }, body }));
      }
      return JSON.stringify(outcomes);
    };
    const first = await run();
    expect(await run()).toBe(first);
    expect(first).toContain('"drop"');
  });
});
