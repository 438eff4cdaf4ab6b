import { recordAudit } from '../../audit/index.js';
import { integrationNames, requireSync } from '../../integrations/index.js';
import {
  endVerification,
  enqueueVerification,
  getVerification,
  insertVerification,
  type Verification,
} from '../../verification/index.js';
import type { Application } from '../open-application.js';

type Parts = Pick<Application, 'database' | 'random' | 'queue' | 'actor'>;

/**
 * Has a worker look at everything of a sync, whatever its state and the licence. One of an integration is under way at a time.
 * @returns it, or the one that is under way already. @throws UnknownNameError
 */
export async function requestVerification(
  { database, random, queue: openQueue, actor }: Parts,
  name: string,
): Promise<{ readonly verification: Verification; readonly isNew: boolean }> {
  const queue = await openQueue();
  return database.transaction('request verification', async (transaction) => {
    const { id: integrationId } = await requireSync(transaction, name);
    const wanted = { id: random.uuid(), integrationId, wantedBy: actor.name };
    const { verification, isNew } = await insertVerification(transaction, wanted);
    if (isNew) {
      await enqueueVerification(queue, transaction, verification.id);
      const details = { verification: verification.id };
      await recordAudit(transaction, actor, { action: 'verify', subject: name, details });
    }
    return { verification, isNew };
  });
}

/** Ends one that waits or is under way; whoever works it puts it down at its next hundred. @throws UnknownNameError */
export async function stopVerification(
  { database, actor }: Pick<Application, 'database' | 'actor'>,
  id: string,
): Promise<Verification> {
  return database.transaction('stop verification', async (transaction) => {
    const { state, integrationId } = await getVerification(transaction, id);
    if (state !== 'queued' && state !== 'running') return getVerification(transaction, id);
    await endVerification(transaction, id, { state: 'stopped' });
    const subject = (await integrationNames(transaction, [integrationId])).get(integrationId) ?? null;
    await recordAudit(transaction, actor, { action: 'stop verification', subject, details: { verification: id } });
    return getVerification(transaction, id);
  });
}
