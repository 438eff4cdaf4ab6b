import { afterEach, beforeEach, expect, test } from 'vitest';
import { NoAnswerError } from '../../../backend/connectors/sdk/index.js';
import { createWorld, type World } from '../../support/world.js';

const HOUR_MS = 3_600_000;
const HALF_HOUR_MS = HOUR_MS / 2;

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** ServiceNow does not answer for so long. @returns the requests that were made to it meanwhile, in ms since then. */
function silence(forMs: number): readonly number[] {
  const sinceMs = world.clock.now().getTime();
  const asked: number[] = [];
  world.intercept('service-now', async (_request, send) => {
    const afterMs = world.clock.now().getTime() - sinceMs;
    if (afterMs >= forMs) return send();
    asked.push(afterMs);
    throw new NoAnswerError('connect ECONNREFUSED', { sent: false });
  });
  return asked;
}

// Red without: the circuit (eight attempts of six calls each, then an onboarding that a person has to begin again).
test('a run over a tool that is dead for half an hour waits, asks seldom, and finishes by itself', async () => {
  for (let n = 1; n <= 3; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Printer ${n}` });
  const asked = silence(HALF_HOUR_MS);
  const run = await world.run('onboarding');
  expect(run).toMatchObject({ state: 'finished', counters: { created: 3, failed: 0 } });
  expect(world.serviceNow.people.rows('incident')).toHaveLength(3);
  const afterFirst = asked.filter((atMs) => atMs > 60_000);
  expect(afterFirst.length).toBeGreaterThan(20);
  expect(afterFirst.length).toBeLessThanOrEqual(30);
});

// Red without: `usesAttempt: false`, or without the error that is stored with the delay.
test('while it waits the run says what it waits for, and no attempt is used up', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Printer is out of paper' });
  silence(HOUR_MS);
  const waiting = await world.interrupt('onboarding', { transaction: 'leave run', when: 'after' });
  const run = await waiting.goOn();
  expect(run).toMatchObject({ state: 'delayed', attempts: 0, error: { name: 'UnavailableError' } });
  expect(run?.error?.message).toMatch(/service-now\.test has not answered since .*ECONNREFUSED/);
  expect(run?.resumeInMs).toBeLessThanOrEqual(60_000);
});

test('the other side is not asked in vain meanwhile', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Printer is out of paper' });
  silence(HALF_HOUR_MS);
  let calls = 0;
  world.intercept('jira', async (_request, send) => {
    calls += 1;
    return send();
  });
  await world.run('onboarding');
  expect(calls).toBeLessThan(60);
});
