import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Agreement,
  grantDepartures,
  NOTHING_AGREED,
} from '../../../backend/connections/sharing/grant-departures.js';

const limits = { concurrency: 8, requestsPerSecond: 50 };

/** Asks one after another; `at` in ms. */
function ask(agreed: Agreement, process: string, nowMs: number, wanted: number, returned = 0) {
  return grantDepartures(agreed, { process, nowMs, wanted, returned, limits });
}

describe('departures', () => {
  it('are all for the one who asks alone', () => {
    expect(ask(NOTHING_AGREED, 'a', 1_000, 80).grant).toMatchObject({ departures: 50, validMs: 100, seats: 8 });
  });

  it('are a half for each of two who ask, and so are the seats', () => {
    const first = ask(NOTHING_AGREED, 'a', 1_000, 10);
    const second = ask(first.agreed, 'b', 1_010, 80);
    expect(second.grant).toMatchObject({ departures: 25, seats: 4 });
    expect(ask(second.agreed, 'a', 1_020, 80).grant).toMatchObject({ departures: 15, validMs: 80, seats: 4 });
  });

  it('are given for a whole window while there are plenty, and count until a window after it', () => {
    const first = ask(NOTHING_AGREED, 'a', 1_000, 30);
    expect(first.grant).toMatchObject({ departures: 30, validMs: 1_000 });
    expect(ask(first.agreed, 'a', 2_950, 50).grant).toMatchObject({ departures: 20, validMs: 50 });
    expect(ask(first.agreed, 'a', 3_000, 50).grant).toMatchObject({ departures: 50, validMs: 100 });
  });

  it('come back when they were not used', () => {
    const first = ask(NOTHING_AGREED, 'a', 1_000, 50);
    expect(ask(first.agreed, 'a', 1_050, 50, 20).grant.departures).toBe(20);
  });

  it('are told when there are none until when', () => {
    const first = ask(NOTHING_AGREED, 'a', 1_000, 50);
    const second = ask(first.agreed, 'a', 1_310, 1);
    expect(second.grant).toMatchObject({ departures: 0, againInMs: 790 });
    expect(ask(second.agreed, 'a', 2_100, 50).grant.departures).toBe(50);
  });

  // Red without: forgetting who does not ask any more.
  it('and seats of one that died are free again after seconds', () => {
    const first = ask(NOTHING_AGREED, 'dead', 1_000, 50);
    expect(ask(first.agreed, 'a', 2_200, 80).grant).toMatchObject({ departures: 25, seats: 4 });
    expect(ask(first.agreed, 'a', 3_200, 80).grant).toMatchObject({ departures: 50, seats: 4 });
    expect(ask(first.agreed, 'a', 11_001, 80).grant).toMatchObject({ departures: 50, seats: 8 });
  });

  it('of a slow limit are one in so many seconds', () => {
    const slow = { concurrency: 1, requestsPerSecond: 0.1 };
    const asked = (agreed: Agreement, nowMs: number) =>
      grantDepartures(agreed, { process: 'a', nowMs, wanted: 5, returned: 0, limits: slow });
    const first = asked(NOTHING_AGREED, 100_500);
    expect(first.grant).toMatchObject({ departures: 1, validMs: 500 });
    expect(asked(first.agreed, 105_000).grant).toMatchObject({ departures: 0, againInMs: 6_000 });
    expect(asked(first.agreed, 111_000).grant.departures).toBe(1);
  });

  // Red without: the eleventh slice in the sum, or any of the bounds.
  it('never exceed the limit in any second, whoever asks, whenever, for how much', () => {
    const asking = fc.record({
      process: fc.constantFrom('a', 'b', 'c'),
      afterMs: fc.integer({ min: 0, max: 400 }),
      wanted: fc.integer({ min: 1, max: 80 }),
      /** How far into its slice the whole of the grant leaves, of what is left of it. */
      when: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(asking, { maxLength: 60 }), (all) => {
        let agreed: Agreement = NOTHING_AGREED;
        let nowMs = 1_000_000;
        const left: { readonly atMs: number; readonly count: number }[] = [];
        for (const { process, afterMs, wanted, when } of all) {
          nowMs += afterMs;
          const answer = ask(agreed, process, nowMs, wanted);
          agreed = answer.agreed;
          left.push({ atMs: nowMs + when * answer.grant.validMs, count: answer.grant.departures });
        }
        for (const { atMs: from } of left) {
          const inSecond = left.filter(({ atMs }) => atMs >= from && atMs < from + 1_000);
          expect(inSecond.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(50);
        }
      }),
      { numRuns: 300 },
    );
  });
});
