import { expect, test } from 'vitest';
import { killClusterTrial } from '../trials/cluster/kill-cluster-trial.js';
import { freezeProgram } from '../trials/frozen-program.js';

const LONGEST_MS = 400_000;
/** Claims of the dead are swept every few seconds. */
const REST_MS = 10_000;

// Red without: what the tests of each guard name; here all of them stand together, for three kills.
test(
  'of a cluster at work a worker, the database and the web process are killed: all go on, nothing is doubled, lost or left over',
  async () => {
    const program = await freezeProgram();
    try {
      const result = await killClusterTrial({
        program: program.main,
        items: 20,
        kills: 3,
        victims: ['worker 1', 'database', 'web'],
        freezes: 0,
        seed: 1,
        editsPerSecond: 2,
        latencyMs: 100,
        isApart: false,
        longestAwayMs: 4_000,
        restMs: REST_MS,
        keepIn: null,
        say: () => undefined,
      });
      expect(result.findings).toEqual([]);
      expect(result.web).toMatchObject({ findings: [] });
      expect(result.check.findings).toEqual([]);
      expect(result.traffic.requestErrors).toEqual([]);
      expect(result.strikes).toHaveLength(3);
    } finally {
      await program.remove();
    }
  },
  LONGEST_MS,
);
