import { expect, test } from 'vitest';
import { type HttpClient, Sightings } from '../../../../backend/connectors/sdk/index.js';

const START = Date.parse('2026-03-02T09:00:00.000Z');
const SIGNAL = new AbortController().signal;

/** Sightings whose tool has a clock that is so far ahead; null: it tells no time. */
function opened({ aheadMs = 0, lagMs = 0 }: { readonly aheadMs?: number | null; readonly lagMs?: number } = {}) {
  let nowMs = START;
  const clock = { now: () => new Date(nowMs), sleep: async () => undefined };
  const sightings = new Sightings(clock, { lagMs });
  const inner: HttpClient = {
    call: async () => ({
      status: 200,
      headers: aheadMs === null ? {} : { date: new Date(nowMs + aheadMs).toUTCString() },
      body: null,
    }),
  };
  const http = sightings.watching(inner);
  const stateAt = (afterMs: number, id = '1') => {
    const at = new Date(START + afterMs).toISOString();
    return { id, version: { token: at, at } };
  };
  return {
    sightings,
    stateAt,
    tick: (byMs: number) => {
      nowMs += byMs;
    },
    answer: () => http.call({ method: 'GET', path: '/', intent: 'read' }, SIGNAL),
    /** Whether a read that is asked for and answered now gives the version that pages show. */
    isOver: (state: ReturnType<typeof stateAt>) => sightings.asking()(state).token === state.version.token,
  };
}

// Red without: the comparison of askedAtMs with the first sight in #isOver
test('a second is over when what is asked for two seconds after its first sight shows it still', () => {
  const { isOver, stateAt, tick } = opened();
  expect(isOver(stateAt(0))).toBe(false);
  tick(1_999);
  expect(isOver(stateAt(0))).toBe(false);
  tick(1);
  expect(isOver(stateAt(0))).toBe(true);
  expect(isOver(stateAt(2_000))).toBe(false);
});

// Red without: the time of asking, taken before the answer
test('what was asked for before that is not over, however late its answer comes', () => {
  const { sightings, stateAt, tick } = opened();
  sightings.note([stateAt(0)]);
  const versionOf = sightings.asking();
  tick(10_000);
  expect(versionOf(stateAt(0)).token).not.toBe(stateAt(0).version.token);
});

// Red without: note at the time of the answer; a page that was asked for long ago may show a state of just now
test('a page counts from its answer on', async () => {
  const { sightings, isOver, stateAt, tick, answer } = opened();
  tick(8_000);
  await answer();
  sightings.note([stateAt(7_900)]);
  expect(isOver(stateAt(7_900))).toBe(false);
  tick(2_000);
  expect(isOver(stateAt(7_900))).toBe(true);
});

// Red without: #aheadMs in #isOver
test.each([
  ['behind ours by five minutes', -300_000],
  ['ahead of ours by five minutes', 300_000],
  ['not told', null],
])('a first sight never passes for one of long ago where the tool’s clock is %s', async (_what, aheadMs) => {
  const { isOver, stateAt, answer, tick } = opened({ aheadMs });
  await answer();
  tick(50_000);
  expect(isOver(stateAt(50_000 + (aheadMs ?? -300_000)))).toBe(false);
});

test('what was changed long ago by both clocks needs no second look', async () => {
  const { isOver, stateAt, answer } = opened();
  expect(isOver(stateAt(-61_000))).toBe(false);
  await answer();
  expect(isOver(stateAt(-61_000, '2'))).toBe(true);
  const silent = opened({ aheadMs: null });
  expect(silent.isOver(silent.stateAt(-25 * 3_600_000))).toBe(true);
});

// Red without: lagMs in #isOver
test('where reads may show an older state, the wait is longer by that', async () => {
  const { isOver, stateAt, answer, tick } = opened({ lagMs: 60_000 });
  await answer();
  expect(isOver(stateAt(0))).toBe(false);
  tick(61_999);
  expect(isOver(stateAt(0))).toBe(false);
  tick(1);
  expect(isOver(stateAt(0))).toBe(true);
});
