import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shareOver, stopSharing } from '../../../backend/connections/index.js';
import {
  type Call,
  createHttpClient,
  type HttpClient,
  type HttpResponse,
  NoAnswerError,
} from '../../../backend/connectors/sdk/index.js';
import { RateLimitedError, silentLogger, UnavailableError } from '../../../backend/shared/index.js';
import { type Database, openDatabase } from '../../../backend/storage/index.js';
import { testDatabase } from '../../support/database.js';
import { incidents } from '../../support/definitions.js';
import { JumpingClock } from '../../support/jumping-clock.js';
import { seedConfiguration } from '../../support/world.js';

const CONNECTION = '00000000-0000-4000-8000-000000000001';
const READ: Call = { method: 'GET', path: '/thing', intent: 'read' };
const WRITE: Call = { method: 'POST', path: '/thing', intent: 'write', body: {} };
const LIMITS = { concurrency: 8, requestsPerSecond: 20, requestTimeoutMs: 1_000 };
const never = new AbortController().signal;
setMaxListeners(0, never);

let clock: PatientClock;
let database: Database;
let drop: () => Promise<void>;
/** What the tool answers; undefined: nothing at all. */
let answer: (process: string) => HttpResponse | undefined;
let left: { readonly process: string; readonly atMs: number }[];

beforeEach(async () => {
  clock = new PatientClock();
  answer = () => ({ status: 200, headers: {}, body: '{}' });
  left = [];
  const made = await testDatabase();
  drop = made.drop;
  const opened = openDatabase(made.url, { poolSize: 4, now: () => clock.now() });
  database = {
    ...opened,
    transaction: (name, work) => {
      clock.underWay += 1;
      return opened.transaction(name, work).finally(() => {
        clock.underWay -= 1;
      });
    },
  };
  await seedConfiguration(database, incidents());
});
afterEach(async () => {
  await database.close();
  await drop();
});

/** The connection as a process has it that shares the database with others. */
function processNamed(process: string): HttpClient {
  return createHttpClient({
    port: async () => {
      left.push({ process, atMs: clock.now().getTime() });
      const given = answer(process);
      if (given === undefined) throw new NoAnswerError('connect ECONNREFUSED', { sent: false });
      return given;
    },
    url: 'https://tool.example',
    auth: { kind: 'none' },
    limits: LIMITS,
    clock,
    random: { next: () => 0.5, uuid: () => 'unused' },
    log: silentLogger,
    readOnly: false,
    shared: shareOver(database, process, clock)(CONNECTION, LIMITS, silentLogger),
  });
}

const calls = (client: HttpClient, count: number) =>
  Promise.all(Array.from({ length: count }, () => client.call(READ, never)));
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe('two processes that use one connection', () => {
  // Red without: grants over the database (each would keep to the limit by itself and both together not).
  it('together send no more in any second than the limit says, and each has its part', async () => {
    await Promise.all([calls(processNamed('a'), 60), calls(processNamed('b'), 60)]);
    expect(left).toHaveLength(120);
    for (const { atMs: fromMs } of left) {
      const inSecond = left.filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + 1_000);
      expect(inSecond.length).toBeLessThanOrEqual(LIMITS.requestsPerSecond);
    }
    const firstHalf = left.slice(0, 60).filter(({ process }) => process === 'a').length;
    expect(firstHalf).toBeGreaterThan(15);
    expect(firstHalf).toBeLessThan(45);
  });

  it('ask the database seldom: once for many calls', async () => {
    let asked = 0;
    const counted: Database = {
      ...database,
      transaction: (name, work) => {
        asked += 1;
        return database.transaction(name, work);
      },
    };
    const limits = { ...LIMITS, requestsPerSecond: 1_000 };
    const client = createHttpClient({
      port: async () => ({ status: 200, headers: {}, body: '{}' }),
      url: 'https://tool.example',
      auth: { kind: 'none' },
      limits,
      clock,
      random: { next: () => 0.5, uuid: () => 'unused' },
      log: silentLogger,
      readOnly: false,
      shared: shareOver(counted, 'a', clock)(CONNECTION, limits, silentLogger),
    });
    for (let n = 0; n < 500; n += 1) await client.call(READ, never);
    expect(asked).toBeLessThan(12);
  });

  // Red without: the pause stored, or read with the grant.
  it('both obey a pause that one was told', async () => {
    const [a, b] = [processNamed('a'), processNamed('b')];
    await b.call(READ, never);
    answer = () => ({ status: 429, headers: { 'retry-after': '3600' }, body: '' });
    expect(await failure(a.call(READ, never))).toBeInstanceOf(RateLimitedError);
    clock.advance(200);
    const told = await failure(b.call(READ, never));
    expect(told).toBeInstanceOf(RateLimitedError);
    expect((told as RateLimitedError).retryAt.getTime() - clock.now().getTime()).toBeCloseTo(3_599_800, -3);
    expect(left.map(({ process }) => process)).toEqual(['b', 'a']);
    answer = () => ({ status: 200, headers: {}, body: '{}' });
    clock.advance(3_600_000);
    await Promise.all([a.call(READ, never), b.call(READ, never)]);
  });

  // Red without: grants that end by themselves.
  it('do not wait for one that has died with its part', async () => {
    await calls(processNamed('dead'), 20);
    clock.advance(11_000);
    const fromMs = clock.now().getTime();
    await calls(processNamed('a'), 20);
    expect(clock.now().getTime() - fromMs).toBeLessThan(1_000);
  });

  // Red without: giveBackSeats (connections/sharing/shared-limits-repository.ts).
  it('have the seats of one that has ended at once', async () => {
    const seatsOf = async (process: string) => {
      const { pace } = shareOver(database, process, clock)(CONNECTION, LIMITS, silentLogger);
      return (await pace.take({ wanted: 1, returned: 0 })).seats;
    };
    expect([await seatsOf('a'), await seatsOf('b')]).toEqual([8, 4]);
    await stopSharing(database, 'b');
    expect(await seatsOf('a')).toBe(8);
  });

  it('go by their own limits while the database is away', async () => {
    const own = database;
    database = openDatabase('postgres://127.0.0.1:1/none');
    const client = processNamed('a');
    database = own;
    await calls(client, 5);
    expect(left).toHaveLength(5);
  });
});

describe('a tool that does not answer', () => {
  /** Calls until the circuit is open. */
  async function fail(client: HttpClient): Promise<void> {
    answer = () => undefined;
    await failure(client.call(READ, never));
  }

  // Red without: the circuit (each process would go on with six attempts a call).
  it('is left alone by every process, tried by one, and let go on by its first answer', async () => {
    const [a, b] = [processNamed('a'), processNamed('b')];
    await b.call(READ, never);
    await fail(a);
    left.length = 0;
    clock.advance(200);
    const refusedA = await failure(a.call(READ, never));
    const refusedB = await failure(b.call(READ, never));
    for (const refused of [refusedA, refusedB]) {
      expect(refused).toBeInstanceOf(UnavailableError);
      expect((refused as UnavailableError).message).toMatch(
        /^https:\/\/tool.example has not answered since .*Z \(connect ECONNREFUSED\); it is asked again at .*Z$/,
      );
      expect((refused as UnavailableError).retryAt?.getTime()).toBeGreaterThan(clock.now().getTime());
    }
    expect(left).toEqual([]);

    clock.advance(5_000);
    expect(await failure(a.call(WRITE, never))).toBeInstanceOf(UnavailableError);
    expect(left).toEqual([]);
    await Promise.all([a, b, a, b].map((client) => failure(client.call(READ, never))));
    expect(left).toHaveLength(1);

    answer = () => ({ status: 404, headers: {}, body: '{}' });
    clock.advance(60_000);
    await failure(b.call(READ, never));
    clock.advance(60_000);
    await Promise.all([a, b].map((client) => failure(client.call(WRITE, never))));
    expect(left).toHaveLength(4);
  });

  it('is tried ever later, up to a minute', async () => {
    const client = processNamed('a');
    await fail(client);
    left.length = 0;
    for (let seconds = 0; seconds < 600; seconds += 1) {
      clock.advance(1_000);
      await failure(client.call(READ, never));
    }
    const gaps = left.slice(1).map(({ atMs }, index) => Math.round((atMs - (left[index]?.atMs ?? 0)) / 1_000));
    // a trial's own call rests for half a second before it gives up
    expect(gaps.slice(0, 4)).toEqual([11, 21, 41, 61]);
    expect(Math.max(...gaps)).toBe(61);
    expect(left.length).toBeLessThan(14);
  });

  // Red without: forgetting failures at an answer.
  it('now and then is not given up', async () => {
    const client = processNamed('a');
    let n = 0;
    answer = () => ({ status: n++ % 3 === 2 ? 200 : 502, headers: {}, body: '{}' });
    for (let each = 0; each < 20; each += 1) await client.call(READ, never);
    expect(left).toHaveLength(60);
  });
});

/** Time that passes only when no process waits for the database, which in truth answers at once. */
class PatientClock extends JumpingClock {
  underWay = 0;

  override async sleep(delayMs: number, signal: AbortSignal): Promise<void> {
    const untilMs = this.now().getTime() + delayMs;
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.underWay > 0) quiet = -1;
    }
    const leftMs = untilMs - this.now().getTime();
    if (leftMs > 0) await super.sleep(leftMs, signal);
  }
}
