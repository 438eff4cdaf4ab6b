import { expect, test } from 'vitest';
import { type Mishaps, type Outcome, simulate } from './simulation.js';

/** `SYNCLINE_SEEDS=1000` tries that many, `SYNCLINE_SEEDS=61..120` these; `SYNCLINE_SEED=17` repeats one and shows all of it. */
const { SYNCLINE_SEEDS: wanted = '60', SYNCLINE_SEED: only, SYNCLINE_MISHAPS } = process.env;
/** `SYNCLINE_MISHAPS=at-answers` has workers die where it hurts most. */
const mishaps: Mishaps = SYNCLINE_MISHAPS === 'at-answers' ? 'at-answers' : 'anywhere';
const seeds = only === undefined ? seedsOf(wanted) : [Number(only)];
const SHOWN_STEPS = 40;

// each waits most of its time for PostgreSQL, and none knows of another
test.concurrent.each(seeds)('seed %i', { timeout: 180_000 }, async (seed) => {
  const outcome = await simulate(seed, mishaps);
  expect(outcome.findings, reportOf(outcome)).toEqual([]);
});

test('a seed is a run: the same gives the same steps, another gives others', { timeout: 180_000 }, async () => {
  const [first, again, other] = [await simulate(1), await simulate(1), await simulate(2)];
  expect(again.trace).toEqual(first.trace);
  expect(other.trace).not.toEqual(first.trace);
});

function seedsOf(text: string): readonly number[] {
  const [first = 1, last = first] = text.includes('..') ? text.split('..').map(Number) : [1, Number(text)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Words for whoever must find out why: what is wrong, what happened last, and how to see all of it again. */
function reportOf({ seed, findings, trace, told }: Outcome): string {
  return [
    `seed ${seed}:`,
    ...findings,
    '',
    'the last steps:',
    ...trace.slice(only === undefined ? -SHOWN_STEPS : 0),
    ...(only === undefined ? [] : ['', 'what people are told:', ...told]),
    '',
    `again, with every step: SYNCLINE_MISHAPS=${mishaps} SYNCLINE_SEED=${seed} npm test -- tests/simulation -t "seed ${seed}$"`,
    '',
  ].join('\n');
}
