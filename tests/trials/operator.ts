import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { HeldField } from '../checker/index.js';
import type { Installation } from './installation.js';

const named = z.looseObject({ name: z.string(), state: z.string() });
const statusReport = z.looseObject({
  connections: z.array(named),
  integrations: z.array(named.extend({ waiting: z.number() })),
});
const conflictsReport = z.object({
  conflicts: z.array(z.looseObject({ left: z.looseObject({ key: z.string() }), field: z.string() })),
});
const syncReport = z.looseObject({
  created: z.number(),
  updated: z.number(),
  failed: z.number(),
  calls: z.record(z.string(), z.object({ reads: z.number(), writes: z.number() })),
});

/** Refused items wait before they are tried again; so many runs are given to them. */
const MOST_QUIET_RUNS = 20;
const BETWEEN_RUNS_MS = 15_000;

/** Lets everything that the platform has paused go on. @returns how many things were */
export async function resumePaused(installation: Installation): Promise<number> {
  const { connections, integrations } = await statusOf(installation);
  const paused = [...connections, ...integrations].filter(({ state }) => state === 'paused');
  for (const { name } of paused) await installation.run(['resume', name]);
  return paused.length;
}

/**
 * Lets what was paused or put off go on, until a run neither writes nor fails and nothing waits; first by a look through everything,
 * as the night would bring it: polls do not show what was moved to another project.
 */
export async function settle(installation: Installation, say: (line: string) => void): Promise<void> {
  await resumePaused(installation);
  await installation.run(['sync', 'incidents', '--reconcile', '--wait'], [0, 1]);
  for (let run = 1; run <= MOST_QUIET_RUNS; run += 1) {
    await resumePaused(installation);
    const { stdout, stderr } = await installation.run(['sync', 'incidents', '--wait', '--json'], [0, 1]);
    const { created, updated, failed, calls } = syncReport.parse(JSON.parse(stdout));
    const writes = Object.values(calls).reduce((sum, call) => sum + call.writes, 0);
    const waiting = (await statusOf(installation)).integrations[0]?.waiting ?? 0;
    const counts = `${created} created, ${updated} updated, ${failed} failed, ${writes} writes, ${waiting} waiting`;
    say(`settling ${run}: ${counts}\n${stderr.trim()}`);
    if (writes === 0 && failed === 0 && waiting === 0) return;
    await delay(BETWEEN_RUNS_MS);
  }
}

/** The fields that wait for a person, by the platform's own word. */
export async function heldFields(installation: Installation): Promise<readonly HeldField[]> {
  const { stdout } = await installation.run(['conflicts', 'incidents', '--json']);
  return conflictsReport.parse(JSON.parse(stdout)).conflicts.map(({ left, field }) => ({ item: left.key, field }));
}

async function statusOf(installation: Installation) {
  const { stdout } = await installation.run(['status', '--json'], [0, 1]);
  return statusReport.parse(JSON.parse(stdout));
}
