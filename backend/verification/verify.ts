import { type Engine, type Integration, openJob } from '../integrations/index.js';
import { type Found, noCounts, type VerificationCounts } from './finding.js';
import { verifyLinks } from './verify-links.js';
import { verifyUnlinked } from './verify-unlinked.js';

/** A look at everything, under way: findings come with each hundred or so that was looked at, and `counts` grow along. */
interface Look {
  readonly findings: AsyncIterable<readonly Found[]>;
  readonly counts: VerificationCounts;
  /** Parts of the mapping that cannot work, and are not compared. */
  readonly faults: readonly string[];
}

/**
 * Compares all that both filters show, field by field, and what is linked beyond (P4). Reads in bulk, a hundred pairs at a time,
 * and keeps nothing in memory but those; writes nothing anywhere.
 * @throws what opening the connections throws.
 */
export async function verify(engine: Engine, integration: Integration, signal: AbortSignal): Promise<Look> {
  const { job, faults } = await openJob(engine, integration, { id: engine.random.uuid(), lane: 'verify' }, signal);
  const counts = noCounts();
  async function* findings(): AsyncGenerator<readonly Found[]> {
    yield* verifyLinks(job, counts, signal);
    yield* verifyUnlinked(job, counts, signal);
  }
  return { findings: findings(), counts, faults: faults.map(({ path, message }) => `${path}: ${message}`) };
}
