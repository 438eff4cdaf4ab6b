import { onBehalfOf } from '../connections/index.js';
import { type Engine, getIntegration } from '../integrations/index.js';
import { ConfigurationError, errorMessage, LeaseLostError } from '../shared/index.js';
import { assertClaims, type Claim, releaseClaims, type Transaction, takeClaims } from '../storage/index.js';
import type { Found } from './finding.js';
import { storeFindings } from './finding-repository.js';
import type { Verification } from './verification.js';
import {
  beginVerification,
  countVerification,
  endVerification,
  verificationClaimKey,
} from './verification-repository.js';
import { verify } from './verify.js';

/** Findings that are kept of one verification; all of them are counted. */
const MOST_KEPT = 10_000;

/**
 * Looks at everything as it was asked for, and keeps what it finds as it goes. One whose worker has died is ended as interrupted, and so is
 * one that is to be put down: what it has seen would be old when it went on.
 * @param stopping aborted, with or before the signal, when this process is to end.
 */
export async function workVerification(
  engine: Engine,
  id: string,
  { signal, stopping }: { readonly signal: AbortSignal; readonly stopping: AbortSignal },
): Promise<void> {
  const begun = await engine.database.transaction('begin verification', (transaction) =>
    begin(transaction, engine.workerId, id),
  );
  if (begun === null) return;
  const { verification, claim } = begun;
  const leave = (how: Parameters<typeof endVerification>[2]) =>
    engine.database.transaction('end verification', async (transaction) => {
      await assertClaims(transaction, engine.workerId, [claim]);
      await endVerification(transaction, id, how);
      await releaseClaims(transaction, engine.workerId, [claim]);
    });
  const party = { name: `${verification.integrationId} verify`, assertMayWrite: refuseToWrite };
  try {
    const faults = await onBehalfOf(party, () => lookAtAll(engine, begun, AbortSignal.any([signal, stopping])));
    await leave({ state: 'finished', faults });
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    const isPutDown = stopping.aborted || signal.aborted;
    if (!isPutDown) engine.log.warn('a verification could not be finished', { reason: errorMessage(error) });
    await leave(isPutDown ? { state: 'interrupted' } : { state: 'failed', error: errorMessage(error) });
  }
}

interface Begun {
  readonly verification: Verification;
  readonly claim: Claim;
}

async function begin(transaction: Transaction, workerId: string, id: string): Promise<Begun | null> {
  const key = verificationClaimKey(id);
  const claim = (await takeClaims(transaction, workerId, [key])).get(key);
  // Somebody else has it in hand.
  if (claim === undefined) return null;
  const verification = await beginVerification(transaction, id);
  if (verification !== null) return { verification, claim };
  await releaseClaims(transaction, workerId, [claim]);
  return null;
}

/** @returns parts of the mapping that were not compared. */
async function lookAtAll(
  engine: Engine,
  { verification: { id, integrationId }, claim }: Begun,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const integration = await engine.database.transaction('find integration', (transaction) =>
    getIntegration(transaction, integrationId),
  );
  if (integration === null) throw new ConfigurationError('the integration is gone');
  const { findings, counts, faults } = await verify(engine, integration, signal);
  let kept = 0;
  for await (const found of findings) {
    signal.throwIfAborted();
    const keeping: readonly Found[] = found.slice(0, MOST_KEPT - kept);
    const isWanted = await engine.database.transaction('keep findings', async (transaction) => {
      await assertClaims(transaction, engine.workerId, [claim]);
      const isGoingOn = await countVerification(transaction, id, { counts, kept: kept + keeping.length });
      if (isGoingOn) await storeFindings(transaction, id, kept, keeping);
      return isGoingOn;
    });
    if (!isWanted) break;
    kept += keeping.length;
  }
  return faults;
}

function refuseToWrite(): never {
  throw new LeaseLostError('whoever verifies writes nothing');
}
