import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHealth } from '../../../backend/application/index.js';
import { lookAtHost } from '../../../backend/application/watch-host.js';
import { checkSite, listConnections } from '../../../backend/connections/index.js';
import type { HttpResponse } from '../../../backend/connectors/sdk/index.js';
import { silentLogger } from '../../../backend/shared/index.js';
import { issueCertificate } from '../../support/certificates.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const health = () => world.database.transaction('read health', readHealth);
const ofConnection = async (name: string) =>
  (await health()).connections.find((connection) => connection.name === name)?.warnings ?? [];
const set = (settings: unknown) =>
  world.sql(`update connections set settings = settings || $1::jsonb where name = 'jira'`, [JSON.stringify(settings)]);

/** Asks the tool who it is, with its answers changed. */
async function identify(change: (answer: HttpResponse) => HttpResponse): Promise<void> {
  world.intercept('jira', async (_request, send) => change(await send()));
  const connection = (await world.database.transaction('list', listConnections)).find(({ name }) => name === 'jira');
  if (connection === undefined) throw new Error('there is no connection jira');
  await checkSite(world.database, connection, world.engine.toolbox.open(connection), new AbortController().signal);
}
const asItIs = (answer: HttpResponse) => answer;

describe('a token', () => {
  it('is warned of two weeks before its end, since then', async () => {
    await set({ auth: { kind: 'basic', fields: { username: 'sync@example.com' }, expires: '2026-03-17' } });
    expect(await ofConnection('jira')).toEqual([]);
    world.clock.advance(86_400_000);
    expect(await ofConnection('jira')).toEqual([
      {
        kind: 'token-ends',
        message: 'the token of jira ends on 2026-03-17',
        fix: expect.stringContaining('`expires`'),
        since: new Date('2026-03-03T00:00:00Z'),
      },
    ]);
    expect(await ofConnection('service-now')).toEqual([]);
    world.clock.advance(14 * 86_400_000);
    expect(await ofConnection('jira')).toMatchObject([{ message: 'the token of jira ended on 2026-03-17' }]);
  });
});

describe('a certificate', () => {
  it('is warned of thirty days before its end', async () => {
    const endsAt = new Date(world.clock.now().getTime() + 31 * 86_400_000);
    const { certificate } = await issueCertificate({ name: 'syncline', endsAt });
    await set({ network: { proxy: null, ca: null, certificate } });
    expect(await ofConnection('jira')).toEqual([]);
    world.clock.advance(2 * 86_400_000);
    expect(await ofConnection('jira')).toMatchObject([
      {
        kind: 'certificate-ends',
        message: expect.stringContaining('the client certificate syncline ends on 2026-04-0'),
      },
    ]);
  });
});

describe('the time zone of an account', () => {
  // Red without: the comparison with the remembered identity.
  it('that has changed is named, for a week', async () => {
    await identify(asItIs);
    expect(await ofConnection('jira')).toEqual([]);
    await identify((answer) => ({
      ...answer,
      body: answer.body.replace(/"timeZone":"[^"]*"/, '"timeZone":"Asia/Tokyo"'),
    }));
    expect(await ofConnection('jira')).toMatchObject([
      { kind: 'time-zone-changed', message: expect.stringMatching(/in jira is Asia\/Tokyo now, it was \w+/) },
    ]);
    world.clock.advance(8 * 86_400_000);
    expect(await ofConnection('jira')).toEqual([]);
  });
});

describe('a clock', () => {
  const dated = (skewMs: number) => (answer: HttpResponse) => ({
    ...answer,
    headers: { ...answer.headers, date: new Date(world.clock.now().getTime() + skewMs).toUTCString() },
  });

  // Red without: the comparison, or the clearing.
  it("of a tool that is more than a minute apart from the database's is named until it is right", async () => {
    await identify(dated(-200_000));
    const [first] = await ofConnection('jira');
    expect(first).toMatchObject({ kind: 'clock-skew', message: "the clock of jira is 200 s behind the database's" });
    world.clock.advance(3_600_000);
    await identify(dated(90_000));
    expect(await ofConnection('jira')).toMatchObject([
      { message: expect.stringContaining('ahead of'), since: first?.since },
    ]);
    await identify(dated(30_000));
    expect(await ofConnection('jira')).toEqual([]);
  });

  it('of this host is looked at as well', async () => {
    const { database, clock } = world;
    const ahead = { ...clock, now: () => new Date(clock.now().getTime() + 600_000), sleep: clock.sleep };
    const roomOn = async () => ({ freeBytes: 1e12, totalBytes: 2e12 });
    await lookAtHost({ database, home: '/home/syncline', clock: ahead, log: silentLogger, roomOn });
    expect((await health()).warnings).toMatchObject([{ kind: 'clock-skew' }]);
    await lookAtHost({ database, home: '/home/syncline', clock, log: silentLogger, roomOn });
    expect((await health()).warnings).toEqual([]);
  });
});

describe('a disk', () => {
  it.each([
    ['less than 1 GB is free', 1024 ** 3 - 1, 10 * 1024 ** 3, true],
    ['less than 5% is free', 4e10, 1e12, true],
    ['there is room', 6e10, 1e12, false],
  ])('%s', async (_, freeBytes, totalBytes, isWarned) => {
    const { database, clock } = world;
    const parts = { database, home: '/home/syncline', clock, log: silentLogger };
    await lookAtHost({ ...parts, roomOn: async () => ({ freeBytes, totalBytes }) });
    expect((await health()).warnings.map(({ kind }) => kind)).toEqual(isWarned ? ['disk-low'] : []);
    await lookAtHost({ ...parts, roomOn: async () => ({ freeBytes: totalBytes, totalBytes }) });
    expect((await health()).warnings).toEqual([]);
  });

  it('is asked where the folder will be, when it is not there yet', async () => {
    const { database, clock } = world;
    await lookAtHost({ database, home: '/no/such/folder/yet', clock, log: silentLogger });
  });
});

describe('an account', () => {
  // Red without: either half of what warnOfSharedAccount asks of an item.
  it('through which somebody else makes items is named, and one that makes only ours is not', async () => {
    world.jira.createIssue({ project: 'BENCH', summary: 'Printer is out of paper' });
    await world.run('onboarding');
    // What we have made is met without a link too: after a crash, or with an older database.
    await world.sql('delete from links');
    await world.sql('delete from ledger');
    await world.run('incremental');
    expect(await world.links()).toHaveLength(1);
    expect(await ofConnection('service-now')).toEqual([]);
    world.serviceNow.people.create('incident', { short_description: 'By hand' }, { as: 'syncline' });
    world.clock.advance(60_000);
    await world.run('incremental');
    expect(await ofConnection('service-now')).toMatchObject([
      { kind: 'account-shared', message: expect.stringMatching(/INC\d+ was made through it and not by Syncline/) },
    ]);
    expect(await ofConnection('jira')).toEqual([]);
  });
});
