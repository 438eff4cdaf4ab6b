import { expect, test } from 'vitest';
import { simulate } from './simulation.js';

const SEEDS = Number(process.env.SYNCLINE_SEEDS ?? 60);
const only = process.env.SYNCLINE_SEED;
const seeds = only === undefined ? Array.from({ length: SEEDS }, (_, index) => index + 1) : [Number(only)];

test.each(seeds)('seed %i', { timeout: 120_000 }, async (seed) => {
  const { findings, trace } = await simulate(seed);
  const report = [
    `seed ${seed}:`,
    ...findings,
    '',
    'the last steps:',
    ...trace.slice(only === undefined ? -40 : 0),
    '',
    `again: SYNCLINE_SEED=${seed} npm test -- tests/simulation`,
  ];
  expect(findings, report.join('\n')).toEqual([]);
});
