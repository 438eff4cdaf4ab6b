import { afterAll, beforeAll, expect, test } from 'vitest';
import { check } from '../checker/index.js';
import { type FrozenProgram, freezeProgram } from '../trials/frozen-program.js';
import { createInstallation, type Installation, type Running } from '../trials/installation.js';
import { startTools, type Tools } from '../trials/tools/tools.js';
import { trialConfiguration, trialEnvironment } from '../trials/trial-configuration.js';

const ITEMS = 30;
const LOOK_MS = 500;
/** What a killed worker had in hand is taken up within this (design 11). */
const TAKEN_UP_MS = 60_000;
const LONGEST_MS = 300_000;

let program: FrozenProgram;
beforeAll(async () => {
  program = await freezeProgram();
}, LONGEST_MS);
afterAll(() => program.remove());

// Red without: listForsakenRuns (ticks/tick-repository.ts).
test(
  'a server that is killed in the middle of an onboarding goes on by itself within a minute when it is started again',
  async () => {
    const tools = await startTools({ seed: 1, latencyMs: 400 });
    const configuration = await trialConfiguration(tools);
    const installation = await createInstallation({
      program: program.main,
      configuration,
      environment: trialEnvironment,
    });
    try {
      await tools.control('createTasks', { count: ITEMS });
      await installation.run(['apply', '-f', installation.configurationFile]);
      const first = installation.start(['serve', '--port', '0']);
      await installation.run(['sync', 'incidents', '--onboarding']);
      await written(tools, first, 1);
      // Its database goes on without it.
      first.child.kill('SIGKILL');
      await first.ended;
      const before = (await tools.control('traffic')).serviceNow.writes;
      expect(before).toBeLessThan(ITEMS);

      const since = performance.now();
      const second = installation.start(['serve', '--port', '0']);
      await written(tools, second, before + 1);
      expect(performance.now() - since).toBeLessThan(TAKEN_UP_MS);
      await settled(installation, second);
      second.child.kill('SIGTERM');
      expect(await second.ended).toMatchObject({ code: 0 });

      const result = await check({
        definition: configuration,
        integration: 'incidents',
        jira: { url: tools.jiraUrl, username: 'admin@example.com', password: 'admin-token' },
        serviceNow: { url: tools.serviceNowUrl, username: 'admin', password: 'admin' },
        hasUniqueTitles: true,
      });
      expect(result).toMatchObject({ pairs: ITEMS, findings: [] });
      expect((await tools.control('traffic')).requestErrors).toEqual([]);
      expect(await installation.processes()).toEqual([]);
    } finally {
      await installation.remove();
      await tools.stop();
    }
  },
  LONGEST_MS,
);

/** Until so many writes have reached ServiceNow. @throws when the server ends before */
async function written(tools: Tools, server: Running, count: number): Promise<void> {
  await eventually(server, async () => (await tools.control('traffic')).serviceNow.writes >= count);
}

/** Until nothing waits any more. @throws when the server ends before */
async function settled(installation: Installation, server: Running): Promise<void> {
  await eventually(server, async () => {
    const { stdout } = await installation.run(['status', 'incidents', '--json']);
    const { integrations } = JSON.parse(stdout) as {
      integrations: { links: number; waiting: number; onboardedAt: string | null }[];
    };
    return integrations[0]?.links === ITEMS && integrations[0].waiting === 0 && integrations[0].onboardedAt !== null;
  });
}

async function eventually(server: Running, isSo: () => Promise<boolean>): Promise<void> {
  const over = server.ended.then(({ stderr }) => {
    throw new Error(`the server ended:\n${stderr}`);
  });
  const looking = (async () => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  })();
  await Promise.race([looking, over]);
}
