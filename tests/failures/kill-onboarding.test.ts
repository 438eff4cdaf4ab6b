import { expect, test } from 'vitest';
import { freezeProgram } from '../trials/frozen-program.js';
import { killTrial } from '../trials/kill-trial.js';

/** Most of it is waiting: what a killed process may have sent is made again only when it can no longer land, a minute later. */
const LONGEST_MS = 480_000;

// The small version of tests/trials/kill-onboarding.ts.
test(
  'an onboarding whose processes are all killed, database too, loses nothing and makes nothing twice',
  async () => {
    const program = await freezeProgram();
    try {
      const { kills, check, traffic } = await killTrial({
        program: program.main,
        items: 60,
        kills: 3,
        seed: 3,
        latencyMs: 200,
        lastKill: 0.5,
        say: () => undefined,
      });
      expect(kills).toHaveLength(3);
      expect(check).toMatchObject({ issues: 66, records: 66, pairs: 66, held: 0, findings: [] });
      expect(traffic.requestErrors).toEqual([]);
    } finally {
      await program.remove();
    }
  },
  LONGEST_MS,
);
