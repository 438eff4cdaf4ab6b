import { afterEach, describe, expect, test } from 'vitest';
import type { ItemRule, SyncDefinition } from '../../../backend/mappings/index.js';
import { verify } from '../../../backend/verification/index.js';
import { cleanPoll } from '../../support/clean-poll.js';
import { fieldRule, incidents } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
afterEach(() => world.close());

const TITLE = fieldRule('summary', 'short_description');
const URGENCY = fieldRule('priority', 'urgency', {
  values: [
    { left: 'High', right: '1' },
    { left: 'Medium', right: '2' },
    { left: 'Low', right: '3' },
  ],
});

/** Two entries for incidents, told apart by component and category, and one for a type of its own. */
function severalTypes(): SyncDefinition {
  return incidents({
    match: null,
    items: [
      {
        left: 'Task',
        right: 'incident',
        when: { left: '"Network" in item.fields.components', right: 'item.fields.category = "network"' },
        onCreate: { left: { components: ['Network'] }, right: { caller_id: 'syncline', category: 'network' } },
        fields: [TITLE, URGENCY],
      },
      {
        left: 'Bug',
        right: 'incident',
        when: { left: null, right: 'item.fields.category = "software"' },
        onCreate: { left: {}, right: { caller_id: 'syncline', category: 'software' } },
        fields: [TITLE, fieldRule('description', 'description')],
      },
    ],
    comments: 'none',
  });
}

const incidentOf = (title: string) =>
  world.serviceNow.people.rows('incident').find((row) => row.short_description === title);
const issueOf = (title: string) => world.jira.issues().find(({ fields }) => fields.summary === title);
const callerName = (id: unknown) =>
  world.serviceNow.people.rows('sys_user').find((row) => row.sys_id === id)?.user_name ?? null;

// Red without: `when` (ruleFor in mappings/rule-for.ts).
test('from the left, type and condition choose the entry, with its fixed values; what none fits stays at home', async () => {
  world = await createWorld({ definition: severalTypes() });
  world.jira.createIssue({ project: 'BENCH', summary: 'Switch', components: ['Network'], priority: 'High' });
  world.jira.createIssue({ project: 'BENCH', issuetype: 'Bug', summary: 'Crash', description: 'At start' });
  world.jira.createIssue({ project: 'BENCH', summary: 'Chair', components: ['Hardware'] });
  await world.run('onboarding');
  expect(world.serviceNow.people.rows('incident')).toHaveLength(2);
  const [network, software] = [incidentOf('Switch'), incidentOf('Crash')];
  expect(network).toMatchObject({ category: 'network', urgency: '1' });
  expect(software).toMatchObject({ category: 'software', description: 'At start' });
  expect([network, software].map((row) => callerName(row?.caller_id))).toEqual(['syncline', 'syncline']);
});

test('from the right too, and fixed values of the left are given there', async () => {
  world = await createWorld({ definition: severalTypes() });
  world.serviceNow.people.create('incident', { short_description: 'Switch', category: 'network', urgency: '3' });
  world.serviceNow.people.create('incident', { short_description: 'Crash', category: 'software' });
  world.serviceNow.people.create('incident', { short_description: 'Question', category: 'inquiry' });
  await world.run('onboarding');
  expect(world.jira.issues()).toHaveLength(2);
  expect(issueOf('Switch')).toMatchObject({
    type: 'Task',
    fields: { components: [{ name: 'Network' }], priority: { name: 'Low' } },
  });
  expect(issueOf('Crash')).toMatchObject({ type: 'Bug' });
});

// Red without: the entry that a link remembers (ruleOf in changes/decide-linked.ts).
test('a pair keeps its entry when the condition no longer holds, and fixed values are not given again', async () => {
  world = await createWorld({ definition: severalTypes() });
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Switch', components: ['Network'] });
  await world.run('onboarding');
  world.clock.advance(60_000);
  const id = incidentOf('Switch')?.sys_id ?? '';
  world.jira.edit(key, { summary: 'Old switch', components: ['Hardware'], priority: 'Low' });
  world.serviceNow.people.edit('incident', id, { category: 'software' });
  await cleanPoll(world);
  expect(incidentOf('Old switch')).toMatchObject({ sys_id: id, category: 'software', urgency: '3' });
  expect(world.jira.issue(key).fields.components).toMatchObject([{ name: 'Hardware' }]);
  await cleanPoll(world);
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
  expect(world.jira.issues()).toHaveLength(1);
});

describe('a link follows its entry of the file', () => {
  const NETWORK = () => severalTypes().items[0] as ItemRule;
  const SOFTWARE = () => severalTypes().items[1] as ItemRule;
  /** Takes every task that is nobody else's, and carries nothing but the title. */
  const OTHERS: ItemRule = {
    left: 'Task',
    right: 'incident',
    when: { left: null, right: null },
    onCreate: { left: {}, right: { caller_id: 'syncline' } },
    fields: [TITLE],
  };
  const withItems = (...items: readonly ItemRule[]) =>
    world.redefine((definition) => ({ ...definition, items: [...items] }));

  /** Two tasks of entries that both take tasks: Switch, which no longer fulfils the condition of its own, and Chair. */
  async function linkTwo(): Promise<void> {
    world = await createWorld({ definition: { ...severalTypes(), items: [NETWORK(), OTHERS] } });
    world.jira.createIssue({ project: 'BENCH', summary: 'Switch', components: ['Network'], priority: 'High' });
    world.jira.createIssue({ project: 'BENCH', summary: 'Chair', priority: 'High' });
    await world.run('onboarding');
    world.clock.advance(600_000);
    world.jira.edit('BENCH-1', { components: ['Hardware'] });
    await cleanPoll(world);
  }

  /** By the entry of networks a change of priority is carried; by the other it is not. */
  async function expectFollowed(): Promise<void> {
    for (const priority of ['Low', 'High'] as const) {
      world.clock.advance(600_000);
      for (const key of ['BENCH-1', 'BENCH-2']) world.jira.edit(key, { priority });
      await cleanPoll(world);
      expect(incidentOf('Switch')?.urgency).toBe(priority === 'Low' ? '3' : '1');
      expect(incidentOf('Chair')?.urgency).toBe('3');
    }
    expect(world.serviceNow.people.rows('incident')).toHaveLength(2);
  }

  // Red without: followEntry in entryOf (changes/former-mapping.ts), ruleIndex in closeLink (writes/close-link.ts)
  test('when entries change places', async () => {
    await linkTwo();
    await withItems(OTHERS, NETWORK());
    await expectFollowed();
  });

  test('when one is put in front, and when both happens between two polls', async () => {
    await linkTwo();
    await withItems(SOFTWARE(), NETWORK(), OTHERS);
    await expectFollowed();
    await withItems(OTHERS, NETWORK());
    await withItems(OTHERS, SOFTWARE(), NETWORK());
    await expectFollowed();
  });

  test('when another is taken out; where it is gone itself, the first that fits takes the pair', async () => {
    await linkTwo();
    await withItems(SOFTWARE(), NETWORK(), OTHERS);
    await cleanPoll(world);
    await withItems(NETWORK(), OTHERS);
    await expectFollowed();
    await withItems(OTHERS);
    await cleanPoll(world);
    world.clock.advance(600_000);
    world.jira.edit('BENCH-1', { summary: 'Old switch', priority: 'Low' });
    await cleanPoll(world);
    expect(incidentOf('Old switch')?.urgency).toBe('1');
  });

  // Red without: presentRule (verification/verify-links.ts)
  test('and is verified by it', async () => {
    await linkTwo();
    world.serviceNow.people.edit('incident', String(incidentOf('Switch')?.sys_id), { urgency: '3' });
    const { findings } = await verify(world.engine, await world.integration(), new AbortController().signal);
    const found = [];
    for await (const batch of findings) found.push(...batch);
    expect(found.map(({ finding }) => [finding.kind, finding.left])).toEqual([['differs', 'BENCH-1']]);
  });
});

test('an item that was nobody’s is taken over when it comes under an entry', async () => {
  world = await createWorld({ definition: severalTypes() });
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Chair', components: ['Hardware'] });
  await world.run('onboarding');
  expect(world.serviceNow.people.rows('incident')).toHaveLength(0);
  world.clock.advance(60_000);
  world.jira.edit(key, { components: ['Network'] });
  await cleanPoll(world);
  expect(incidentOf('Chair')).toMatchObject({ category: 'network' });
});

test('several projects over the same connections each have their own table, and touch nothing of each other', async () => {
  const problems = incidents({
    left: { connection: 'jira', container: 'IT', filter: null },
    right: { connection: 'service-now', container: 'problem', filter: null },
    match: null,
    items: [
      {
        left: 'Task',
        right: 'problem',
        when: { left: null, right: null },
        onCreate: { left: {}, right: { category: 'network' } },
        fields: [TITLE],
      },
    ],
    comments: 'none',
  });
  world = await createWorld({ definition: severalTypes(), others: { problems } });
  world.jira.createIssue({ project: 'BENCH', issuetype: 'Bug', summary: 'Crash' });
  const { key } = world.jira.createIssue({ project: 'IT', summary: 'Many crashes' });
  await world.run('onboarding');
  await world.runOf('problems', 'onboarding');
  const titles = (table: string) => world.serviceNow.people.rows(table).map((row) => row.short_description);
  expect([titles('incident'), titles('problem')]).toEqual([['Crash'], ['Many crashes']]);
  world.clock.advance(60_000);
  world.jira.edit(key, { summary: 'Too many crashes' });
  await cleanPoll(world);
  expect(titles('problem')).toEqual(['Many crashes']);
  await world.runOf('problems', 'incremental');
  expect([titles('incident'), titles('problem')]).toEqual([['Crash'], ['Too many crashes']]);
});
