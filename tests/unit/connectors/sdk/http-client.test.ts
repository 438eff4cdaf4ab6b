import { describe, expect, it } from 'vitest';
import {
  AnswerTooLargeError,
  type Call,
  createHttpClient,
  type HttpClientOptions,
  type HttpPort,
  type HttpRequest,
  type HttpResponse,
  NoAnswerError,
} from '../../../../backend/connectors/sdk/index.js';
import {
  ConfigurationError,
  MalformedAnswerError,
  NotFoundError,
  RateLimitedError,
  ReconnectNeededError,
  RefusedError,
  silentLogger,
  UnavailableError,
  UnknownOutcomeError,
} from '../../../../backend/shared/index.js';
import { RacingClock } from './racing-clock.js';

const READ: Call = { method: 'GET', path: '/thing', intent: 'read' };
const WRITE: Call = { method: 'POST', path: '/thing', intent: 'write', body: { a: 1 }, lane: '10001' };
const OK: HttpResponse = { status: 200, headers: {}, body: '{"ok":true}' };
const never = new AbortController().signal;

function answer(status: number, body = '', headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body };
}

function setUp(script: (HttpResponse | Error)[], options: Partial<HttpClientOptions> = {}) {
  const clock = new RacingClock();
  const sent: HttpRequest[] = [];
  const counted: string[] = [];
  const port: HttpPort = async (request) => {
    sent.push(request);
    const next = script.shift();
    if (next === undefined) throw new Error('the script of this test has no further answer');
    if (next instanceof Error) throw next;
    return next;
  };
  const client = createHttpClient({
    port,
    url: 'https://tool.example',
    auth: { kind: 'basic', username: 'sync', password: 'hunter2' },
    limits: { concurrency: 4, requestsPerSecond: 100, requestTimeoutMs: 1000 },
    clock,
    random: { next: () => 0.5, uuid: () => 'unused' },
    log: silentLogger,
    readOnly: false,
    onCall: (call) => counted.push(call.intent),
    ...options,
  });
  return { client, clock, sent, counted };
}

async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('the call was expected to fail');
}

describe('what is sent', () => {
  it('signs, encodes the query and sends JSON', async () => {
    const { client, sent } = setUp([OK]);
    await client.call({ ...WRITE, query: { jql: 'a = "b c"', none: undefined, max: 5 } }, never);
    expect(sent).toEqual([
      {
        method: 'POST',
        url: 'https://tool.example/thing?jql=a+%3D+%22b+c%22&max=5',
        headers: {
          accept: 'application/json',
          authorization: 'Basic c3luYzpodW50ZXIy',
          'content-type': 'application/json',
          'user-agent': 'Syncline',
        },
        body: '{"a":1}',
      },
    ]);
  });

  it('refuses a write of a read-only connection without sending', async () => {
    const { client, sent } = setUp([], { readOnly: true });
    expect(await failure(client.call(WRITE, never))).toBeInstanceOf(RefusedError);
    expect(sent).toEqual([]);
  });

  it('counts reads and writes as they really left, also repeated ones', async () => {
    const { client, counted } = setUp([answer(500), OK, OK, new NoAnswerError('refused', { sent: false }), OK]);
    await client.call(READ, never);
    await client.call(WRITE, never);
    await client.call(WRITE, never);
    expect(counted).toEqual(['read', 'read', 'write', 'write']);
  });
});

describe('reads', () => {
  it.each([
    ['a 5xx', () => answer(502, '<html>')],
    ['a cut connection', () => new NoAnswerError('reset', { sent: true })],
    ['HTML with status 200', () => answer(200, '<html>Sign in</html>')],
    ['truncated JSON', () => answer(200, '{"a":')],
    ['an empty 200', () => answer(200, '')],
  ])('are repeated after %s', async (_name, bad) => {
    const { client, clock } = setUp([bad(), bad(), OK]);
    expect((await client.call(READ, never)).body).toEqual({ ok: true });
    expect(clock.slept).toEqual([500, 1000]);
  });

  it('are given up after five repeats', async () => {
    const { client, sent } = setUp(Array.from({ length: 6 }, () => answer(500)));
    expect(await failure(client.call(READ, never))).toBeInstanceOf(UnavailableError);
    expect(sent).toHaveLength(6);
  });

  it('keep an excerpt of at most 500 characters of what was no JSON, without credentials', async () => {
    const page = `<html>authorization: Basic c3luYzpodW50ZXIy hunter2 ${'x'.repeat(423)}hunter2`;
    const { client } = setUp(Array.from({ length: 6 }, () => answer(200, page)));
    const error = await failure(client.call(READ, never));
    expect(error).toBeInstanceOf(MalformedAnswerError);
    const { excerpt } = (error as MalformedAnswerError).details as { excerpt: string };
    expect(excerpt.length).toBeLessThanOrEqual(500);
    expect(excerpt).toContain('authorization: Basic [redacted] [redacted]');
    expect(excerpt).not.toContain('hunt');
  });

  it('obey Retry-After of a 503', async () => {
    const { client, clock } = setUp([answer(503, '', { 'retry-after': '7' }), OK]);
    await client.call(READ, never);
    expect(clock.slept).toEqual([7000]);
  });

  it('are not repeated when the answer is too large', async () => {
    const { client, sent } = setUp([new AnswerTooLargeError('too long')]);
    expect(await failure(client.call(READ, never))).toBeInstanceOf(MalformedAnswerError);
    expect(sent).toHaveLength(1);
  });
});

describe('writes', () => {
  it.each([
    ['a time-out', new NoAnswerError('no answer within 1000 ms', { sent: true }), false],
    ['a 5xx', answer(500), true],
    ['a 503', answer(503, '', { 'retry-after': '1' }), true],
    ['a 200 that is no JSON', answer(200, '<html>'), true],
    ['a redirect', answer(302, '', { location: 'https://sso.example/' }), true],
    ['an answer too large', new AnswerTooLargeError('too long'), true],
  ])('are sent once: %s leaves the outcome unknown', async (_name, outcome, answered) => {
    const { client, sent } = setUp([outcome]);
    const error = await failure(client.call(WRITE, never));
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect((error as UnknownOutcomeError).answered).toBe(answered);
    expect(sent).toHaveLength(1);
  });

  it('that never reached the tool are repeated, and surely did nothing', async () => {
    const { client, sent, counted } = setUp(
      Array.from({ length: 6 }, () => new NoAnswerError('refused', { sent: false })),
    );
    expect(await failure(client.call(WRITE, never))).toBeInstanceOf(UnavailableError);
    expect(sent).toHaveLength(6);
    expect(counted).toEqual([]);
  });

  it('take 204 and an empty 201 for an answer', async () => {
    const { client } = setUp([answer(204), answer(201)]);
    expect((await client.call(WRITE, never)).body).toBeNull();
    expect((await client.call(WRITE, never)).body).toBeNull();
  });
});

describe('refusals', () => {
  it('401 stops every further call without a request', async () => {
    const { client, sent } = setUp([answer(401, '{"message":"token expired"}')]);
    const first = await failure(client.call(READ, never));
    const second = await failure(client.call(WRITE, never));
    expect(first).toBeInstanceOf(ReconnectNeededError);
    expect(first.message).toContain('token expired');
    expect(second).toBe(first);
    expect(sent).toHaveLength(1);
  });

  it('404 and other 4xx keep their status and words', async () => {
    const { client } = setUp([answer(404, '{"message":"no such thing"}'), answer(403, 'hunter2 is not allowed')], {
      readError: (_status, body) =>
        typeof body === 'string'
          ? { message: body, fieldErrors: { summary: 'hunter2' } }
          : { message: 'gone', fieldErrors: {} },
    });
    const missing = await failure(client.call(READ, never));
    expect(missing).toBeInstanceOf(NotFoundError);
    expect(missing.message).toBe('gone');
    const refused = (await failure(client.call(WRITE, never))) as RefusedError;
    expect(refused).toBeInstanceOf(RefusedError);
    expect(refused).toMatchObject({
      status: 403,
      message: '[redacted] is not allowed',
      fieldErrors: { summary: '[redacted]' },
    });
  });

  it('a redirect is not followed and names where it points', async () => {
    const { client, sent } = setUp([answer(301, '', { location: 'https://new.example/x?token=1' })]);
    const error = await failure(client.call(READ, never));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain('https://new.example/x:');
    expect(sent).toHaveLength(1);
  });
});

describe('rate limits', () => {
  it.each([
    ['Retry-After in seconds', { 'retry-after': '3' }, 3000],
    [
      'Retry-After as a date',
      { 'retry-after': 'Sun, 01 Mar 2026 13:00:05 GMT', date: 'Sun, 01 Mar 2026 13:00:00 GMT' },
      5000,
    ],
    ['X-RateLimit-Reset as ISO', { 'x-ratelimit-reset': '2026-03-01T12:00:04Z' }, 4000],
    ['X-RateLimit-Reset as epoch seconds', { 'x-ratelimit-reset': '1772366406' }, 6000],
    ['RateLimit-Reset in seconds', { 'ratelimit-reset': '8' }, 8000],
    ['RateLimit with t', { ratelimit: '"global-app-quota";r=0;t=9' }, 9000],
    ['nothing', {}, 2000],
  ])('waits as %s says', async (_name, headers, delayMs) => {
    const { client, clock } = setUp([answer(429, '', headers as Record<string, string>), OK]);
    await client.call(READ, never);
    expect(clock.slept).toEqual([delayMs]);
  });

  it('doubles the wait when the tool never says how long, up to the longest wait of a call', async () => {
    const { client, clock } = setUp(Array.from({ length: 9 }, () => answer(429)));
    const error = (await failure(client.call(READ, never))) as RateLimitedError;
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(clock.slept).toEqual([2000, 4000, 8000, 16_000, 30_000]);
    expect(error.retryAt.getTime()).toBe(clock.now().getTime() + 30_000);
  });

  it('repeats a write, which a 429 surely did not perform', async () => {
    const { client, sent } = setUp([answer(429, '', { 'retry-after': '1' }), OK]);
    await client.call(WRITE, never);
    expect(sent).toHaveLength(2);
  });

  it('a pause longer than a call waits is told with its end', async () => {
    const { client, clock } = setUp([answer(429, '', { 'retry-after': '3600' })]);
    const error = (await failure(client.call(READ, never))) as RateLimitedError;
    expect(error.retryAt.getTime() - clock.now().getTime()).toBe(3_600_000);
    expect(clock.slept).toEqual([]);
  });

  it('a 429 pauses the whole connection', async () => {
    const { client, clock, sent } = setUp([answer(429, '', { 'retry-after': '3600' })]);
    await failure(client.call(READ, never));
    expect(await failure(client.call(WRITE, never))).toBeInstanceOf(RateLimitedError);
    expect(sent).toHaveLength(1);
    expect(clock.slept).toEqual([]);
  });

  it('a per-issue limit pauses that lane alone', async () => {
    const limit = answer(429, '', { 'retry-after': '3600', 'ratelimit-reason': 'jira-per-issue-on-write' });
    const { client } = setUp([limit, OK, OK]);
    await failure(client.call(WRITE, never));
    await client.call(READ, never);
    await client.call({ ...WRITE, lane: '10002' }, never);
    expect(await failure(client.call(WRITE, never))).toBeInstanceOf(RateLimitedError);
  });

  it('lets no more requests leave in any second than configured', async () => {
    const { client, clock } = setUp(
      Array.from({ length: 7 }, () => OK),
      { limits: { concurrency: 8, requestsPerSecond: 3, requestTimeoutMs: 1000 } },
    );
    const startMs = clock.now().getTime();
    for (let call = 0; call < 7; call += 1) await client.call(READ, never);
    expect(clock.now().getTime() - startMs).toBe(2000);
  });

  it('never has more requests under way than configured', async () => {
    let underWay = 0;
    let most = 0;
    const port: HttpPort = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return OK;
    };
    const { client } = setUp([], { port, limits: { concurrency: 2, requestsPerSecond: 100, requestTimeoutMs: 1000 } });
    await Promise.all(Array.from({ length: 6 }, () => client.call(READ, never)));
    expect(most).toBe(2);
  });

  it('a call that waits for its turn ends with its signal and leaves the queue intact', async () => {
    let letGo: (response: HttpResponse) => void = () => undefined;
    const port: HttpPort = () =>
      new Promise((resolve) => {
        letGo = resolve;
      });
    const { client } = setUp([], { port, limits: { concurrency: 1, requestsPerSecond: 100, requestTimeoutMs: 1000 } });
    const first = client.call(READ, never);
    await new Promise((resolve) => setImmediate(resolve));
    const aborter = new AbortController();
    const second = failure(client.call(READ, aborter.signal));
    const third = client.call(READ, never);
    await new Promise((resolve) => setImmediate(resolve));
    aborter.abort(new Error('stopped'));
    expect((await second).message).toBe('stopped');
    letGo(OK);
    await first;
    await new Promise((resolve) => setImmediate(resolve));
    letGo(OK);
    expect((await third).status).toBe(200);
  });
});

describe('requests that are signed each by itself', () => {
  const signing = () => {
    const signed: string[] = [];
    const auth = {
      kind: 'signed',
      sign: async (method: string, path: string) => {
        signed.push(`${method} ${path}`);
        return { authorization: `JWT secret-${signed.length}` };
      },
    } as const;
    return { auth, signed };
  };

  it('are signed over exactly what is sent', async () => {
    const { auth, signed } = signing();
    const { client, sent } = setUp([OK], { auth });
    await client.call({ ...READ, query: { jql: 'a = "b c"~*', fields: 'x,y' } }, never);
    expect(signed.map((each) => each.replace('GET ', 'https://tool.example'))).toEqual([sent[0]?.url]);
    expect(sent[0]?.headers.authorization).toBe('JWT secret-1');
  });

  // Red without: #isWorthSigningAnew.
  it('are signed anew once when they are refused, also writes', async () => {
    const { auth } = signing();
    const { client, sent } = setUp([answer(401), OK, answer(401), answer(401), OK], { auth });
    await client.call(WRITE, never);
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['JWT secret-1', 'JWT secret-2']);
    expect(await failure(client.call(READ, never))).toBeInstanceOf(ReconnectNeededError);
    // What signs may have changed meanwhile.
    expect((await client.call(READ, never)).body).toEqual({ ok: true });
  });

  // Red without: `signed` in secretsOf.
  it('do not show their tokens when an answer echoes them', async () => {
    const { auth } = signing();
    const { client } = setUp([answer(400, '{"message":"secret-1 is not allowed"}')], { auth });
    expect((await failure(client.call(READ, never))).message).not.toContain('secret-1');
  });
});
