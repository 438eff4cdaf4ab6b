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
    const names: string[] = [];
    for (const { id, name } of integrations) {
      if (await pauseIntegration(transaction, id, PAUSED_BY_HAND)) names.push(name);
    }
    for (const { id, name } of connections) {
      if (await pauseConnection(transaction, id, PAUSED_BY_HAND)) names.push(name);
    }
    if (names.length > 0) {
      await recordAudit(transaction, actor, { action: 'pause', subject: subjectOf(chosen), details: { names } });
    }
    return [...integrations, ...connections].map(({ name }) => name);
  });
}
