import { workVerification } from '../../../../backend/verification/index.js';
import type { ApiBench } from '../../../integration/api/support/api-bench.js';

/** A worker takes the verification that was asked for last. */
export async function workLastVerification({ queue, world }: ApiBench): Promise<void> {
  const { payload } = queue.jobs.at(-1) ?? {};
  const { verificationId } = payload as { verificationId: string };
  const signal = new AbortController().signal;
  await workVerification(await world.anotherEngine(), verificationId, { signal, stopping: signal });
}
