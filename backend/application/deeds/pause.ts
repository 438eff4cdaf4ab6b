import { recordAudit } from '../../audit/index.js';
import { pauseConnection } from '../../connections/index.js';
import { pauseIntegration } from '../../integrations/index.js';
import type { Application } from '../open-application.js';
import { type Chosen, chooseTargets, subjectOf } from './choose-targets.js';
import { PAUSED_BY_HAND } from './paused-by-hand.js';

/**
 * Stops what was chosen until it is resumed; what is in hand is put down within seconds.
 * @returns the names. @throws UnknownNameError
 */
export async function pause(
  { database, actor }: Pick<Application, 'database' | 'actor'>,
  chosen: Chosen,
): Promise<readonly string[]> {
  return database.transaction('pause', async (transaction) => {
    const { connections, integrations } = await chooseTargets(transaction, chosen);
    for (const { id } of connections) await pauseConnection(transaction, id, PAUSED_BY_HAND);
    for (const { id } of integrations) await pauseIntegration(transaction, id, PAUSED_BY_HAND);
    const names = [...integrations, ...connections].map((each) => each.name);
    await recordAudit(transaction, actor, { action: 'pause', subject: subjectOf(chosen), details: { names } });
    return names;
  });
}
