import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Listening, listen } from '../../../backend/api/index.js';
import type { LiveMarks } from '../../../backend/application/index.js';
import { apiBench } from './support/api-bench.js';

const bench = apiBench();
let server: Listening;
let leaving: AbortController;

beforeEach(async () => {
  server = await listen(bench.api, 0);
  leaving = new AbortController();
});
afterEach(async () => {
  leaving.abort();
  await server.close();
});

/** Asks for the stream as a page does. */
async function openStream(): Promise<{ readonly type: string | null; next(): Promise<LiveMarks> }> {
  const headers = { authorization: `Bearer ${bench.token}` };
  const response = await fetch(`${server.url}/api/v1/live/stream`, { headers, signal: leaving.signal });
  if (response.body === null) throw new Error('the answer has no body');
  const lines = createInterface({ input: Readable.fromWeb(response.body) })[Symbol.asyncIterator]();
  return {
    type: response.headers.get('content-type'),
    next: async () => JSON.parse(String((await lines.next()).value)),
  };
}

function changed(before: LiveMarks, after: LiveMarks): readonly string[] {
  return Object.entries(after).flatMap(([word, mark]) => (before[word as keyof LiveMarks] === mark ? [] : [word]));
}

test('the stream says at once how things stand, and again when something is new, by its word', async () => {
  const stream = await openStream();
  expect(stream.type).toBe('application/x-ndjson');
  const first = await stream.next();
  expect(first).toEqual((await bench.get('/live')).body);
  await bench.post('/integrations/incidents/pause');
  const paused = await stream.next();
  expect(changed(first, paused)).toEqual(['integrations']);
  await bench.post('/connections/jira/pause');
  expect(changed(paused, await stream.next())).toEqual(['connections']);
});

test.each([
  ['a run that begins', "update integration_runs set state = 'running'", ['runs']],
  ['what a run has written', `update integration_runs set counters = counters || '{"updated": 7}'`, ['runs', 'links']],
  [
    'a field that is held',
    "update conflicts set state = 'open', changed_at = changed_at + interval '1 s'",
    ['conflicts'],
  ],
])('%s is told', async (_, statement, words) => {
  bench.world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await bench.world.run('onboarding');
  await bench.world.sql(`
    insert into conflicts (integration_id, link_id, field, reason, message, state)
    select integration_id, id, 'summary', 'both changed', 'both sides were changed', 'open' from links`);
  const { body: before } = await bench.get<LiveMarks>('/live');
  await bench.world.sql(statement);
  expect([...changed(before, (await bench.get<LiveMarks>('/live')).body)].sort()).toEqual([...words].sort());
});

// Red without: the signal that ends the look each second when nobody waits any more.
test('nobody is looked for when nobody listens', async () => {
  const stream = await openStream();
  await stream.next();
  leaving.abort();
  // A server with an open answer would wait for it.
  const began = performance.now();
  await server.close();
  expect(performance.now() - began).toBeLessThan(1_500);
});

test('who is not known is told so instead of a stream', async () => {
  expect((await fetch(`${server.url}/api/v1/live/stream`)).status).toBe(401);
});
