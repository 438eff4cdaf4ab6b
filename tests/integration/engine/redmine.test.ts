import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { redmineConnector } from '../../../backend/connectors/redmine/index.js';
import { undiciHttpPort } from '../../../backend/connectors/sdk/index.js';
import type { SyncDefinition } from '../../../backend/mappings/index.js';
import { fieldRule, incidents } from '../../support/definitions.js';
import { LiveClock } from '../../support/live-clock.js';
import { createIssueField } from '../../support/redmine-admin.js';
import { RedminePerson } from '../../support/redmine-person.js';
import { describeWithRedmine, type RedmineServer, startRedmine } from '../../support/redmine-server.js';
import { createWorld, type World } from '../../support/world.js';

const START_MS = 180_000;
const TEST_MS = 120_000;
const names = (...list: readonly (readonly [string, string])[]) => list.map(([left, right]) => ({ left, right }));

/** Jira project BENCH and the project `sync` of Redmine. */
function tickets(): SyncDefinition {
  const rule = incidents().items[0];
  if (rule === undefined) throw new Error('the example has no item rule');
  return incidents({
    left: { connection: 'jira', container: 'BENCH', filter: null },
    right: { connection: 'other', container: 'sync', filter: null },
    match: null,
    items: [
      {
        ...rule,
        left: 'Task',
        right: 'Bug',
        onCreate: { left: {}, right: {} },
        fields: [
          fieldRule('summary', 'subject'),
          fieldRule('description', 'description'),
          fieldRule('priority', 'priority', {
            values: names(['Highest', 'Immediate'], ['High', 'High'], ['Medium', 'Normal'], ['Low', 'Low']),
          }),
          fieldRule('status', 'status', {
            values: names(['To Do', 'New'], ['In Progress', 'In Progress'], ['Done', 'Closed']),
            transition: { left: { Done: { resolution: 'Done' } }, right: {} },
          }),
          fieldRule('duedate', 'due_date'),
          fieldRule('labels', 'cf_6'),
          fieldRule('customfield_10035', 'cf_2', {
            values: names(['Production', 'S1'], ['Staging', 'S2'], ['Test', 'S3']),
          }),
          fieldRule(null, 'cf_1', { toRight: 'item.key', direction: 'right' }),
        ],
      },
    ],
    comments: { public: 'notes', internal: 'private_notes' },
  });
}

describeWithRedmine('Jira in step with a real Redmine', () => {
  let server: RedmineServer;
  let markField: number;
  let alice: RedminePerson;
  let world: World;
  const network = undiciHttpPort({ proxyUrl: null, noProxy: '', ca: null });

  beforeAll(async () => {
    server = await startRedmine();
    markField = await createIssueField(server, { name: 'Syncline', isFilter: true });
    alice = new RedminePerson(server, 'alice');
  }, START_MS);
  afterAll(async () => {
    await network.close();
    await server.stop();
  }, START_MS);

  beforeEach(async () => {
    const customFields = { cf_1: 'string', cf_2: 'list', cf_3: 'date', cf_4: 'float', cf_5: 'bool', cf_6: 'list[]' };
    world = await createWorld({
      definition: tickets(),
      clock: new LiveClock(),
      other: {
        connector: redmineConnector,
        url: server.url,
        token: server.keys.sync,
        options: { markField: `cf_${markField}`, customFields },
        port: network.send,
      },
    });
  });
  afterEach(async () => {
    await world.close();
    for (const { id } of await alice.issues()) await alice.remove(id);
  });

  async function cycle(): Promise<void> {
    expect(await world.run('incremental')).toMatchObject({
      state: 'finished',
      error: null,
      counters: { failed: 0, held: 0 },
    });
  }

  test(
    'onboarding gives each side its partners',
    async () => {
      world.jira.createIssue({
        project: 'BENCH',
        summary: 'Disk is full',
        description: 'See\nhere',
        priority: 'High',
      });
      await alice.create({ subject: 'VPN drops', description: 'since *Monday*\nall day', priority_id: 1 });
      const run = await world.run('onboarding');
      expect(run).toMatchObject({ state: 'finished', error: null, counters: { created: 2, failed: 0, held: 0 } });
      const issues = await alice.issues();
      expect(issues[1]).toMatchObject({
        subject: 'Disk is full',
        description: 'See\r\n\r\nhere',
        priority: { name: 'High' },
      });
      expect(world.jira.issue('BENCH-2').fields).toMatchObject({ summary: 'VPN drops', priority: { name: 'Low' } });
      await cycle();
    },
    TEST_MS,
  );
});
