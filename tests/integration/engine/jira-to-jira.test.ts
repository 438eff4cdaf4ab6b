import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SyncDefinition } from '../../../backend/mappings/index.js';
import { plainDocument } from '../../sandbox/jira/index.js';
import { cleanPoll } from '../../support/clean-poll.js';
import { fieldRule, incidents } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

const names = (...list: readonly string[]) => list.map((name) => ({ left: name, right: name }));
const resolved = { Done: { resolution: 'Done' } };

/** Two projects called BENCH in step, on Jira Cloud and on Jira Data Center. */
function twins(): SyncDefinition {
  const rule = incidents().items[0];
  if (rule === undefined) throw new Error('the example has no item rule');
  const fields = [
    fieldRule('summary', 'summary'),
    fieldRule('description', 'description'),
    fieldRule('priority', 'priority', { values: names('Highest', 'High', 'Medium', 'Low', 'Lowest') }),
    fieldRule('assignee', 'assignee'),
    fieldRule('labels', 'labels'),
    fieldRule('components', 'components', { values: names('Network', 'Hardware', 'Software', 'Access') }),
    fieldRule('duedate', 'duedate'),
    fieldRule('customfield_10034', 'customfield_10034'),
    fieldRule('customfield_10035', 'customfield_10035', { values: names('Production', 'Staging', 'Test') }),
    fieldRule('status', 'status', {
      values: names('To Do', 'In Progress', 'In Review', 'Done'),
      transition: { left: resolved, right: resolved },
    }),
  ];
  return incidents({
    left: { connection: 'jira', container: 'BENCH', filter: null },
    right: { connection: 'data-center', container: 'BENCH', filter: null },
    match: null,
    items: ['Task', 'Bug'].map((type) => ({
      ...rule,
      left: type,
      right: type,
      onCreate: { left: {}, right: {} },
      fields,
    })),
    comments: { public: 'public', internal: 'internal' },
  });
}

let world: World;
beforeEach(async () => {
  world = await createWorld({ hasDataCenter: true, definition: twins() });
});
afterEach(() => world.close());

const commentsOf = (issue: { readonly comments: readonly unknown[] } | undefined) =>
  (issue?.comments ?? []).map((comment) => JSON.stringify((comment as { readonly body: unknown }).body));

test('onboarding gives every issue of either site a partner of its type, with values and people', async () => {
  world.jira.createIssue({
    project: 'BENCH',
    issuetype: 'Bug',
    summary: 'Mail is slow',
    description: 'Since *Monday*.\n- for everybody',
    priority: 'High',
    assignee: 'bob',
    labels: ['mail'],
    components: ['Network'],
    duedate: '2026-06-01',
    customfield_10034: '2026-05-01T08:00:00.000+0200',
    customfield_10035: 'Production',
  });
  world.dataCenter.createIssue({
    project: 'BENCH',
    summary: 'VPN drops',
    description: 'h1. Where\n\n* Berlin',
    assignee: 'alice',
  });
  const run = await world.run('onboarding');
  expect(run).toMatchObject({ state: 'finished', error: null, counters: { created: 2, failed: 0, held: 0 } });
  expect(world.dataCenter.issues()[1]).toMatchObject({
    type: 'Bug',
    fields: {
      summary: 'Mail is slow',
      description: 'Since \\*Monday\\*.\n\n\\- for everybody',
      priority: { name: 'High' },
      assignee: { name: 'bob' },
      labels: ['mail'],
      components: [{ name: 'Network' }],
      duedate: '2026-06-01',
      customfield_10034: '2026-05-01T06:00:00.000+0000',
      customfield_10035: { value: 'Production' },
    },
  });
  expect(world.jira.issues()[1]).toMatchObject({
    type: 'Task',
    fields: {
      summary: 'VPN drops',
      assignee: { displayName: 'Alice Anders' },
      description: { content: [{ type: 'heading' }, { type: 'bulletList' }] },
    },
  });
});

test('edits and comments go both ways once, and a quiet cycle costs one call per stream', async () => {
  const cloud = world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', description: 'Since Monday' });
  await world.run('onboarding');
  const key = world.dataCenter.issues()[0]?.key ?? '';
  await cleanPoll(world);
  world.jira.edit(cloud.key, { summary: 'Mail is very slow', assignee: 'alice' });
  world.jira.comment(cloud.key, 'Have you tried *another* client?');
  world.jira.transition(cloud.key, 'In Progress');
  await cleanPoll(world);
  expect(world.dataCenter.issue(key)).toMatchObject({
    status: 'In Progress',
    fields: { summary: 'Mail is very slow', assignee: { name: 'alice' } },
  });
  expect(commentsOf(world.dataCenter.issue(key))).toEqual([expect.stringContaining('tried \\\\*another\\\\* client')]);

  world.clock.advance(60_000);
  world.dataCenter.edit(key, { description: 'Since *Tuesday*\n\n|a|b|', labels: ['mail'], assignee: 'bob' });
  world.dataCenter.comment(key, 'Yes, {{mutt}}.');
  world.dataCenter.transition(key, 'In Review');
  await cleanPoll(world);
  expect(world.jira.issue(cloud.key)).toMatchObject({
    status: 'In Review',
    fields: {
      labels: ['mail'],
      assignee: { displayName: 'Bob Brandt' },
      description: { content: [{ type: 'paragraph' }, { type: 'table' }] },
    },
  });
  expect(commentsOf(world.jira.issue(cloud.key))).toEqual([
    expect.stringContaining('another'),
    expect.stringContaining('"text":"mutt"'),
  ]);

  world.jira.transition(cloud.key, 'Done');
  await cleanPoll(world);
  expect(world.dataCenter.issue(key)).toMatchObject({ status: 'Done', fields: { resolution: { name: 'Done' } } });

  world.clock.advance(600_000);
  await world.run('incremental');
  world.clock.advance(600_000);
  expect(await world.run('incremental')).toMatchObject({
    counters: { read: 0, created: 0, updated: 0 },
    calls: { jira: { reads: 1, writes: 0 }, 'data-center': { reads: 1, writes: 0 } },
  });
  expect(commentsOf(world.jira.issue(cloud.key))).toHaveLength(2);
  expect(commentsOf(world.dataCenter.issue(key))).toHaveLength(2);
});

test('different fields edited on both sides both arrive, and a table outlives an edit of the words beside it', async () => {
  const cloud = world.jira.createIssue({ project: 'BENCH', summary: 'Disk' });
  await world.run('onboarding');
  const key = world.dataCenter.issues()[0]?.key ?? '';
  world.clock.advance(60_000);
  world.dataCenter.edit(key, { description: 'Words\n\n{panel:bgColor=#abcdef}\nstop\n{panel}\n\n||h||\n|c|' });
  await cleanPoll(world);
  world.clock.advance(60_000);
  const description = world.jira.issue(cloud.key).fields.description as { readonly content: readonly object[] };
  const [, ...rest] = description.content;
  const words = (plainDocument('Other words') as { readonly content: readonly object[] }).content;
  world.jira.edit(cloud.key, { description: { ...description, content: [...words, ...rest] } as never });
  world.dataCenter.edit(key, { priority: 'Low' });
  await cleanPoll(world);
  expect(world.dataCenter.issue(key).fields.description).toBe(
    'Other words\n\n{panel:bgColor=#abcdef}\nstop\n{panel}\n\n||h||\n|c|',
  );
  expect(world.jira.issue(cloud.key).fields.priority).toMatchObject({ name: 'Low' });
});

test('a worker killed in the middle of onboarding leaves no double behind', async () => {
  for (let n = 1; n <= 6; n += 1) {
    world.jira.createIssue({ project: 'BENCH', summary: `cloud ${n}` });
    world.dataCenter.createIssue({ project: 'BENCH', summary: `server ${n}` });
  }
  await world.kill('onboarding', {
    call: ({ url }) => url.endsWith('/rest/api/2/issue/bulk'),
    when: 'after',
  });
  const run = await world.run('onboarding', {}, await world.anotherEngine());
  expect(run).toMatchObject({ state: 'finished', error: null, counters: { failed: 0 } });
  const summaries = (issues: readonly { readonly fields: Readonly<Record<string, unknown>> }[]) =>
    issues.map(({ fields }) => String(fields.summary)).sort();
  expect(summaries(world.dataCenter.issues())).toEqual(summaries(world.jira.issues()));
  expect(world.dataCenter.issues()).toHaveLength(12);
});
