import { afterEach, beforeEach, expect, test } from 'vitest';
import { listConflicts } from '../../../backend/conflicts/index.js';
import { listConnections } from '../../../backend/connections/index.js';
import { fieldRule } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  for (let n = 1; n <= 3; n += 1)
    world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}`, priority: 'Medium' });
});
afterEach(() => world.close());

const incidents = () => world.serviceNow.people.rows('incident');
const conflicts = () => world.database.transaction('list', (transaction) => listConflicts(transaction, null));

// Red without: the pause that a limit asks for (#pauseFor in connectors/sdk/create-http-client.ts).
test.each(['retry-after', 'reset-only', 'bare', '503', '503-retry-after'] as const)(
  'B16: %s in the middle of a run is waited out and nothing is lost or doubled',
  async (kind) => {
    world.serviceNow.manners.set('B16', { kind, times: 3, when: ({ isWrite }) => isWrite });
    world.jira.manners.set('B16', { kind, times: 2 });
    expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { created: 3, failed: 0 } });
    await world.run('incremental');
    expect(incidents()).toHaveLength(3);
    expect(await world.links()).toHaveLength(3);
  },
);

test('B16: a limit per issue delays that issue alone', async () => {
  await world.run('onboarding');
  world.clock.advance(60_000);
  for (const { sys_id = '' } of incidents()) world.serviceNow.people.edit('incident', sys_id, { priority: '1' });
  world.jira.manners.set('B16', { kind: 'per-issue', times: 1, when: ({ operation }) => operation === 'editIssue' });
  await world.run('incremental');
  expect(world.jira.issues().map(({ fields }) => fields.priority)).toMatchObject([
    { name: 'Highest' },
    { name: 'Highest' },
    { name: 'Highest' },
  ]);
});

// Red without: the meaning of a 401 (judgeAnswer in connectors/sdk/judge-answer.ts).
test('B16: 401 pauses the connection and says so, without a storm of retries', async () => {
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.manners.set('B16', { kind: '401' });
  world.jira.calls.reset();
  expect(await world.run('incremental')).toMatchObject({ state: 'paused', error: { name: 'ReconnectNeededError' } });
  expect(world.jira.calls.reads + world.jira.calls.writes).toBeLessThanOrEqual(2);
  const connections = await world.database.transaction('list', listConnections);
  expect(connections.find(({ name }) => name === 'jira')).toMatchObject({ state: 'paused' });
});

// Red without both: the refusal of a search there (page in connectors/jira/items/page.ts), controlIsReadable (changes/settle-vanished.ts).
test('B17: a project that vanishes for an hour takes nothing with it', async () => {
  await world.redefine((definition) => ({ ...definition, deletes: 'delete' }));
  await world.run('onboarding');
  world.jira.hideProject('BENCH', 3_600_000);
  for (let cycle = 0; cycle < 4; cycle += 1) {
    world.clock.advance(600_000);
    await world.run(cycle % 2 === 0 ? 'reconcile' : 'incremental');
  }
  expect(incidents()).toHaveLength(3);
  world.clock.advance(3_600_000);
  world.jira.edit('BENCH-1', { summary: 'Back again' });
  await world.run('incremental');
  expect(world.incident('BENCH-1').short_description).toBe('Back again');
  expect(await world.links()).toHaveLength(3);
});

// Red without: the rule of the link (ruleOf in changes/decide-linked.ts).
test('B18: an issue that changes its type stays linked', async () => {
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.changeType('BENCH-2', 'Bug');
  world.jira.edit('BENCH-2', { summary: 'A bug now' });
  await world.run('incremental');
  expect(world.incident('BENCH-2').short_description).toBe('A bug now');
  expect(await world.links()).toHaveLength(3);
});

// Red without: reading by id (readSides in changes/decide-linked.ts).
test('B18: an issue that moves to another project stays linked under its new key', async () => {
  await world.redefine((definition) => ({ ...definition, deletes: 'delete' }));
  await world.run('onboarding');
  world.clock.advance(60_000);
  const { key } = world.jira.move('BENCH-2', 'NET');
  world.jira.edit(key, { summary: 'Moved along' });
  await world.run('reconcile');
  expect(world.incident(key).short_description).toBe('Moved along');
  expect((await world.links()).map(({ left }) => left.key)).toEqual(['BENCH-1', key, 'BENCH-3']);
});

// Red without: suspectUnlisted (runs/read-phase.ts).
test('B20: a deletion without a trace is found by the whole reading', async () => {
  await world.redefine((definition) => ({ ...definition, deletes: 'unlink' }));
  await world.run('onboarding');
  world.serviceNow.manners.set('B20');
  world.serviceNow.people.remove('incident', String(world.incident('BENCH-2').sys_id));
  await world.run('reconcile');
  world.clock.advance(60_000);
  await world.run('incremental');
  expect((await world.links()).map(({ left }) => left.key)).toEqual(['BENCH-1', 'BENCH-3']);
  expect(incidents()).toHaveLength(2);
});

// Red without: the unknown outcome of writes (failed in connectors/sdk/judge-answer.ts).
test.each(['html', 'truncated', 'hang'] as const)(
  'B25: %s for a read is tried again, for a write it is looked for',
  async (kind) => {
    world.jira.manners.set('B25', { kind, times: 2 });
    world.serviceNow.manners.set('B25', { kind, times: 1, when: ({ isWrite }) => isWrite });
    expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { failed: 0 } });
    expect(incidents()).toHaveLength(3);
    world.clock.advance(120_000);
    await world.run('incremental');
    expect(incidents()).toHaveLength(3);
    expect(await world.links()).toHaveLength(3);
    expect(await world.sql(`select message from history where kind = 'doubled'`)).toEqual([]);
  },
);

// Red without: the excerpt (judgeAnswer in connectors/sdk/judge-answer.ts).
test('B25: an answer that stays malformed is named and stored with the run, without secrets', async () => {
  world.jira.manners.set('B25', { kind: 'html' });
  const run = await world.run('onboarding');
  expect(run).toMatchObject({ state: 'failed', error: { name: 'MalformedAnswerError' } });
  expect(JSON.stringify(run.error)).toContain('Sign in to the network');
  expect(JSON.stringify(run.error)).not.toContain('sync-token');
});

test('B26: a renamed option is followed by its id', async () => {
  await world.run('onboarding');
  world.clock.advance(7_200_000);
  world.serviceNow.people.renameChoice('task', 'priority', '1', 'Sky is falling');
  world.jira.edit('BENCH-1', { priority: 'Highest', summary: 'Edited' });
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ priority: '1', short_description: 'Edited' });
  expect(await conflicts()).toEqual([]);
});

test('B26: an option that is offered no more is named with its field, and the other fields go on', async () => {
  await world.run('onboarding');
  world.clock.advance(7_200_000);
  world.jira.disableOption('Priority', 'Highest');
  const { sys_id = '' } = world.incident('BENCH-1');
  world.serviceNow.people.edit('incident', sys_id, { short_description: 'Edited', priority: '1' });
  const run = await world.run('incremental');
  expect(run).toMatchObject({ state: 'finished', counters: { updated: 1, failed: 0 } });
  for (const word of ['connection jira', 'Highest']) expect(run.error?.message).toContain(word);
  expect(world.jira.issue('BENCH-1').fields).toMatchObject({ summary: 'Edited', priority: { name: 'Medium' } });
});

test('B26: a field that has gone is named, and the other fields go on', async () => {
  await world.run('onboarding');
  world.clock.advance(7_200_000);
  world.jira.deleteField('labels');
  world.jira.edit('BENCH-1', { summary: 'Edited' });
  await world.run('incremental');
  expect(world.incident('BENCH-1').short_description).toBe('Edited');
});

test('B27: a person who cannot be found over there is held by name, and the rest goes on', async () => {
  await world.redefine((definition) => ({
    ...definition,
    items: definition.items.map((item) => ({
      ...item,
      fields: [...item.fields, fieldRule('assignee', 'assigned_to', { direction: 'right' })],
    })),
  }));
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.manners.set('B27');
  world.serviceNow.manners.set('B27');
  world.jira.edit('BENCH-1', { summary: 'Edited', assignee: 'alice' });
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Edited', assigned_to: '' });
  expect(await conflicts()).toMatchObject([{ field: 'assignee:assigned_to', reason: 'unmappable' }]);
  expect((await conflicts())[0]?.message).toContain('Alice');
});

// Red without: checkSite (connections/site-check.ts).
test('B28: a copy of the site with the same ids is refused', async () => {
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.manners.set('B28');
  world.jira.edit('BENCH-1', { summary: 'On the copy' });
  expect(await world.run('incremental')).toMatchObject({ state: 'paused' });
  expect(world.incident('BENCH-1').short_description).toBe('Ticket 1');
});
