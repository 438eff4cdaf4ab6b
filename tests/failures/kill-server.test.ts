import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { trialEnvironment } from '../trials/connection-entries.js';
import { freezeProgram } from '../trials/frozen-program.js';
import { createInstallation, type Running } from '../trials/installation.js';
import { startTools, type Tools } from '../trials/tools/tools.js';
import { trialConfiguration } from '../trials/trial-configuration.js';

/**
 * More than four batches, two of each of the runs at work: what is in hand may have been sent, and is written again only when it
 * can no longer land. The rest goes on at once.
 */
const ITEMS = 450;
const LATENCY_MS = 200;
const LOOK_MS = 100;
/** What a killed worker had to do is taken up within this (design 11). */
const TAKEN_UP_MS = 60_000;
const LONGEST_MS = 240_000;

// Red without both GIVE_BACK_JOBS_OF_THE_DEAD (queue/graphile/worker-lease.ts) and listForsakenRuns (ticks/tick-repository.ts).
test(
  'a server that is killed in the middle of an onboarding goes on by itself within a minute when it is started again',
  async () => {
    const program = await freezeProgram();
    const tools = await startTools({ seed: 1, latencyMs: LATENCY_MS });
    const installation = await createInstallation({
      program: program.main,
      // No later poll shall find what the interrupted run leaves.
      configuration: (await trialConfiguration(tools)).replace('delay: 1s', 'delay: 1h'),
      environment: trialEnvironment,
    });
    try {
      await tools.control('createTasks', { count: ITEMS });
      await installation.run(['apply', '-f', installation.configurationFile]);
      const first = installation.start(['serve', '--port', '0']);
      await installation.run(['sync', 'incidents', '--onboarding']);
      await written(tools, first, { count: 1, withinMs: LONGEST_MS });
      // The process alone: its database goes on without it.
      first.child.kill('SIGKILL');
      await first.ended;
      // What was on its way has landed.
      await delay(2 * LATENCY_MS);
      const before = (await tools.control('traffic')).serviceNow.writes;
      expect(before).toBeLessThan(ITEMS);

      const second = installation.start(['serve', '--port', '0']);
      await written(tools, second, { count: before + 1, withinMs: TAKEN_UP_MS });
      second.child.kill('SIGTERM');
      expect(await second.ended).toMatchObject({ code: 0 });
      expect(await installation.processes()).toEqual([]);
    } finally {
      await installation.remove();
      await tools.stop();
      await program.remove();
    }
  },
  LONGEST_MS,
);

/** Until so many writes have reached ServiceNow. @throws when the server ends before, or it takes longer */
async function written(
  tools: Tools,
  server: Running,
  { count, withinMs }: { readonly count: number; readonly withinMs: number },
): Promise<void> {
  const tooLate = AbortSignal.timeout(withinMs);
  const over = server.ended.then(({ stderr }) => {
    throw new Error(`the server ended:\n${stderr}`);
  });
  const looking = (async () => {
    while ((await tools.control('traffic')).serviceNow.writes < count) {
      await delay(LOOK_MS, undefined, { signal: tooLate });
    }
  })();
  await Promise.race([looking, over]);
}
