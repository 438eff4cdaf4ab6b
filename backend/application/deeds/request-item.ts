import { recordAudit } from '../../audit/index.js';
import { requireSync } from '../../integrations/index.js';
import type { Application } from '../open-application.js';
import { refuseIdle } from './idle-reason.js';
import { lookAtItem, type WantedItem } from './look-at-item.js';

/**
 * Lets the next run deal with one item, and the next run be now.
 * @throws UnknownNameError. @throws ConfigurationError when the integration does not run.
 */
export async function requestItem(
  { database, actor }: Pick<Application, 'database' | 'actor'>,
  { integration: name, side, item }: Pick<WantedItem, 'side' | 'item'> & { readonly integration: string },
): Promise<void> {
  await database.transaction('request item', async (transaction) => {
    const integration = await requireSync(transaction, name);
    refuseIdle(integration);
    await lookAtItem(transaction, { integrationId: integration.id, side, item, isNamed: true });
    await recordAudit(transaction, actor, { action: 'sync', subject: name, details: { item: item.key } });
  });
}
