import { expect, test } from 'vitest';
import {
  afterReading,
  judgeLicence,
  type KnownLicence,
  type LicenceReading,
  NOTHING_KNOWN,
  readKnownLicence,
  writeKnownLicence,
} from '../../../backend/licences/index.js';

const START = new Date('2026-03-01T00:00:00Z');
const day = (days: number) => new Date(START.getTime() + days * 86_400_000);
const reading = (kind: LicenceReading['kind'], endsAt: Date | null = null): LicenceReading => ({
  kind,
  endsAt: endsAt?.toISOString() ?? null,
});

/** What is known after readings on given days. */
function after(...readings: readonly (readonly [number, LicenceReading])[]): KnownLicence {
  return readings.reduce((known, [days, said]) => afterReading(known, said, day(days)), NOTHING_KNOWN);
}
const judged = (known: KnownLicence, days: number) => {
  const { state, mayChange, mayRun } = judgeLicence(known, { since: START, now: day(days) });
  return [state, mayChange ? 'change' : '', mayRun ? 'run' : ''].filter((word) => word !== '').join(' ');
};

test.each(['active', 'evaluation', 'development'] as const)('%s opens everything', (kind) => {
  expect(judged(after([0, reading(kind)]), 1)).toBe(`${kind} change run`);
});

// Red without: the grace of a missing licence.
test.each(['none', 'expired'] as const)('%s closes the pages at once, and what runs after two weeks', (kind) => {
  const known = after([0, reading('active')], [10, reading(kind)], [11, reading(kind)]);
  expect(judged(known, 11)).toBe(`${kind} run`);
  expect(judged(known, 23.9)).toBe(`${kind} run`);
  expect(judged(known, 24)).toBe(kind);
});

test('a licence that comes back opens everything again and begins a new grace', () => {
  const known = after([0, reading('none')], [20, reading('active')], [30, reading('none')]);
  expect(judged(known, 31)).toBe('none run');
});

// Red without: `endsAt` in judgeLicence.
test('one that has said when it ends is over then, also if nobody was asked since', () => {
  const known = after([0, reading('evaluation', day(1))]);
  expect(judged(known, 0.9)).toBe('evaluation change run');
  expect(judged(known, 1)).toBe('expired run');
  expect(judged(known, 15)).toBe('expired');
});

// Red without: silentSince.
test('what says nothing that is understood leaves a good licence its week', () => {
  const known = after([0, reading('active')], [1, reading('unknown')], [5, reading('unknown')]);
  expect(judged(known, 7.9)).toBe('unknown change run');
  expect(judged(known, 8)).toBe('unknown');
  expect(judged(afterReading(known, reading('active'), day(9)), 9)).toBe('active change run');
});

// Red without: keeping the last reading that said something.
test('what says nothing does not open what is closed', () => {
  expect(judged(after([0, reading('none')], [20, reading('unknown')]), 20)).toBe('none');
});

// Red without: FRESH_MS.
test('a licence that nobody has confirmed for days is unknown, from the day of its confirmation on', () => {
  const known = after([0, reading('active')]);
  expect(judged(known, 2)).toBe('active change run');
  expect(judged(known, 3)).toBe('unknown change run');
  expect(judged(known, 7)).toBe('unknown');
});

test('before anybody has said anything there is a week', () => {
  expect(judged(NOTHING_KNOWN, 6)).toBe('unknown change run');
  expect(judged(NOTHING_KNOWN, 7)).toBe('unknown');
});

test('what is known is stored and read as it was', () => {
  for (const known of [NOTHING_KNOWN, after([0, reading('active', day(9))], [1, reading('unknown')])]) {
    expect(readKnownLicence(JSON.parse(JSON.stringify(writeKnownLicence(known))))).toEqual(known);
  }
  expect(readKnownLicence(null)).toEqual(NOTHING_KNOWN);
});
