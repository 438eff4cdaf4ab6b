import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
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
            values: names(
              ['To Do', 'New'],
              ['In Progress', 'In Progress'],
              ['In Review', 'Resolved'],
              ['Done', 'Closed'],
            ),
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
    const run = await world.run('incremental');
    expect(await conflicts()).toEqual([]);
    expect(run).toMatchObject({ state: 'finished', error: null, counters: { failed: 0, held: 0 } });
  }

  /**
   * Everything that is due is done, and what was changed just now is a while ago: also by the clock of Redmine, which cannot be set, and
   * in whose present second another edit would look like the one before.
   */
  async function quiet(): Promise<void> {
    const second = Math.floor(Date.now() / 1_000);
    await vi.waitUntil(() => Math.floor(Date.now() / 1_000) > second, { timeout: 5_000 });
    for (let round = 0; round < 2; round += 1) {
      world.clock.advance(10_000);
      await cycle();
    }
  }

  const issueOf = async (key: string) => {
    const listed = (await alice.issues()).find(({ custom_fields: fields }) =>
      fields.some(({ id, value }) => id === 1 && value === key),
    );
    return alice.issue(listed?.id ?? 0);
  };
  const notesOf = async (key: string) =>
    (await issueOf(key)).journals
      .filter(({ notes }) => notes !== null && notes !== '')
      .map(({ notes, private_notes: isPrivate }) => [notes?.replaceAll('\r\n', '\n'), isPrivate]);
  const wordsOf = (key: string) => world.jira.issue(key).comments.map(({ body }) => JSON.stringify(body));
  const conflicts = () =>
    world.sql('select field, reason, message, right_value from conflicts where closed_at is null');

  test('onboarding gives each side its partners, with statuses, dates and custom fields', async () => {
    world.jira.createIssue({
      project: 'BENCH',
      summary: 'Disk is full',
      description: 'See\nhere',
      priority: 'High',
      duedate: '2027-02-03',
      labels: ['red', 'blue'],
      customfield_10035: 'Staging',
    });
    const vpn = await alice.create({
      subject: 'VPN drops',
      description: 'since *Monday*\nall day',
      priority_id: 1,
      custom_fields: [
        { id: 2, value: 'S3' },
        { id: 6, value: ['green'] },
      ],
    });
    await alice.edit(vpn, { status_id: server.statuses['In Progress'] });
    const run = await world.run('onboarding');
    expect(run).toMatchObject({ state: 'finished', error: null, counters: { created: 2, failed: 0, held: 0 } });
    await quiet();
    expect(await issueOf('BENCH-1')).toMatchObject({
      subject: 'Disk is full',
      description: 'See\r\n\r\nhere',
      priority: { name: 'High' },
      due_date: '2027-02-03',
      author: { name: 'Sync Robot' },
      custom_fields: expect.arrayContaining([
        expect.objectContaining({ name: 'Severity', value: 'S2' }),
        expect.objectContaining({ name: 'Labels', value: ['red', 'blue'] }),
      ]),
    });
    expect(world.jira.issue('BENCH-2')).toMatchObject({
      status: 'In Progress',
      fields: {
        summary: 'VPN drops',
        priority: { name: 'Low' },
        labels: ['green'],
        customfield_10035: { value: 'Test' },
      },
    });
    expect((await issueOf('BENCH-2')).description).toBe('since *Monday*\r\nall day');
  });

  test('edits, statuses and comments go both ways once, and then it is quiet', async () => {
    world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', description: 'Since Monday', labels: ['red'] });
    await world.run('onboarding');
    await quiet();
    world.jira.edit('BENCH-1', { summary: 'Mail is very slow', labels: ['red', 'green'] });
    world.jira.transition('BENCH-1', 'In Progress');
    world.jira.comment('BENCH-1', 'Try another client');
    await commentInternally('BENCH-1', 'Costs a fortune');
    await cycle();
    expect(await issueOf('BENCH-1')).toMatchObject({ subject: 'Mail is very slow', status: { name: 'In Progress' } });
    expect(await notesOf('BENCH-1')).toEqual([
      [expect.stringMatching(/\(jira\) \[syncline:\w+\]\nTry another client$/), false],
      [expect.stringMatching(/\(jira\) \[syncline:\w+\]\nCosts a fortune$/), true],
    ]);

    const { id } = await issueOf('BENCH-1');
    await alice.edit(id, { description: 'Since Tuesday', custom_fields: [{ id: 6, value: ['green', 'blue'] }] });
    await alice.edit(id, { notes: 'Cable replaced', status_id: server.statuses.Resolved });
    await alice.edit(id, { notes: 'Was a cheap one', private_notes: true, due_date: '2027-05-06' });
    await cycle();
    expect(world.jira.issue('BENCH-1')).toMatchObject({
      status: 'In Review',
      fields: { labels: expect.arrayContaining(['green', 'blue']), duedate: '2027-05-06' },
    });
    expect(JSON.stringify(world.jira.issue('BENCH-1').fields.description)).toContain('Since Tuesday');
    expect(wordsOf('BENCH-1').slice(2)).toEqual([
      expect.stringContaining('Cable replaced'),
      expect.stringContaining('Was a cheap one'),
    ]);
    await quiet();
    world.clock.advance(10_000);
    expect(await world.run('incremental')).toMatchObject({
      counters: { read: 0, created: 0, updated: 0 },
      calls: { jira: { reads: 1, writes: 0 }, other: { reads: 1, writes: 0 } },
    });
    expect(await notesOf('BENCH-1')).toHaveLength(4);
    expect(wordsOf('BENCH-1')).toHaveLength(4);
  });

  // Red without: isOver (sdk/sightings.ts), for the second edit follows the read within its second
  test('of two edits in one second, read in between, both arrive (B3)', async () => {
    const id = await alice.create({ subject: 'first' });
    await world.run('onboarding');
    await quiet();
    await alice.edit(id, { subject: 'second' });
    const changedAt = (moment: string) => server.sql(`update issues set updated_on = '${moment}' where id = ${id}`);
    // One edit just before our read, another one before we have its answer; both are stored long after their second is over.
    world.intercept('other', async ({ url }, send) => {
      if (!url.includes(`/issues/${id}.json`)) return send();
      world.intercept('other', null);
      const second = new Date().toISOString().slice(0, 19).replace('T', ' ');
      await changedAt(`${second}.100000`);
      const answer = await send();
      await alice.edit(id, { subject: 'third' });
      await changedAt(`${second}.900000`);
      await world.clock.sleep(5_000, new AbortController().signal);
      return answer;
    });
    await cycle();
    expect(world.jira.issue('BENCH-1').fields.summary).toBe('second');
    await quiet();
    expect(world.jira.issue('BENCH-1').fields.summary).toBe('third');
  });

  // Red without: overwrittenEdits (overwritten.ts)
  test('an edit that our write has covered unseen is held, with its value and its author (I10)', async () => {
    const id = await alice.create({ subject: 'Fan is loud' });
    await world.run('onboarding');
    await quiet();
    world.jira.edit('BENCH-1', { summary: 'Fan is very loud' });
    world.intercept('other', async ({ method }, send) => {
      if (method === 'PUT') await alice.edit(id, { subject: 'Fan is quiet' });
      return send();
    });
    await world.run('incremental');
    world.intercept('other', null);
    expect((await alice.issue(id)).subject).toBe('Fan is very loud');
    expect(await conflicts()).toMatchObject([
      {
        field: 'summary:subject',
        reason: 'overwritten',
        right_value: 'Fan is quiet',
        message: expect.stringContaining('Alice Arnold'),
      },
    ]);
  });

  test('a status that the workflow does not allow is held with the ones that it allows; the rest is written', async () => {
    world.jira.createIssue({ project: 'BENCH', summary: 'Fan is loud' });
    await world.run('onboarding');
    await quiet();
    world.intercept('other', async ({ url }, send) => {
      const answer = await send();
      if (!url.includes('include=allowed_statuses')) return answer;
      const body = JSON.parse(answer.body) as { issue: { allowed_statuses: readonly { readonly name: string }[] } };
      const left = body.issue.allowed_statuses.filter(({ name }) => name === 'New' || name === 'Feedback');
      return { ...answer, body: JSON.stringify({ issue: { ...body.issue, allowed_statuses: left } }) };
    });
    world.jira.edit('BENCH-1', { summary: 'Fan is quiet' });
    world.jira.transition('BENCH-1', 'Done');
    await world.run('incremental');
    expect(await issueOf('BENCH-1')).toMatchObject({ subject: 'Fan is quiet', status: { name: 'New' } });
    expect(await conflicts()).toMatchObject([
      { field: 'status:status', reason: 'rejected', message: expect.stringContaining('from New to Feedback only') },
    ]);
  });

  // Red without: the mark in the custom field (create.ts) or the look-up by it
  test('a worker killed after Redmine has made its issue leaves no double behind', async () => {
    for (let n = 1; n <= 3; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `issue ${n}` });
    await world.kill('onboarding', {
      call: ({ url, method }) => method === 'POST' && url.endsWith('/issues.json'),
      when: 'after',
    });
    const run = await world.run('onboarding', {}, await world.anotherEngine());
    expect(run).toMatchObject({ state: 'finished', error: null, counters: { failed: 0 } });
    expect((await alice.issues()).map(({ subject }) => subject).sort()).toEqual(['issue 1', 'issue 2', 'issue 3']);
    expect(await world.links()).toHaveLength(3);
  });

  /** A comment for a role alone. */
  async function commentInternally(key: string, text: string): Promise<void> {
    const content = [{ type: 'paragraph', content: [{ type: 'text', text }] }];
    const outcome = await world.jira.handle({
      method: 'POST',
      url: `/rest/api/3/issue/${key}/comment`,
      headers: {
        authorization: `Basic ${Buffer.from('admin@example.com:admin-token').toString('base64')}`,
        'content-type': 'application/json',
      },
      body: Buffer.from(
        JSON.stringify({
          body: { type: 'doc', version: 1, content },
          visibility: { type: 'role', value: 'Administrators' },
        }),
      ),
    });
    expect(outcome).toMatchObject({ status: 201 });
  }
});
