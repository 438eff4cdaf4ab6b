import { expect, test } from 'vitest';
import { Circuit, ownCircuitStore } from '../../../../backend/connectors/sdk/circuit.js';
import type { Clock } from '../../../../backend/shared/index.js';

// Red without: `||=` in enter (connectors/sdk/circuit.ts). The tool would be asked again when the trial's time is up, which is for those who die.
test('of two that come at once one tries, and its failure puts the next trial off', async () => {
  let nowMs = 0;
  const clock: Clock = { now: () => new Date(nowMs), sleep: () => Promise.resolve() };
  const circuit = new Circuit('https://tool.example', clock, ownCircuitStore(clock));
  for (; nowMs <= 12_000; nowMs += 3_000) await circuit.failed('refused');
  nowMs += 5_000;
  const entered = await Promise.allSettled([circuit.enter('read'), circuit.enter('read')]);
  expect(entered).toMatchObject([
    { status: 'fulfilled', value: true },
    { status: 'rejected', reason: { name: 'UnavailableError' } },
  ]);
  await circuit.failed('still refused');
  expect(circuit.refusal()?.retryAt).toEqual(new Date(nowMs + 10_000));
});
