import { recordAudit } from '../../audit/index.js';
import { getIntegration, type Integration } from '../../integrations/index.js';
import type { Run } from '../../runs/index.js';
import { ConfigurationError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { requestRun } from '../../ticks/index.js';
import { getVerification, lookAgain, mendableItems, noteMending, type Verification } from '../../verification/index.js';
import type { Application } from '../open-application.js';
import { idleReason, refuseIdle } from './idle-reason.js';
import { refuseUnlicensed } from './refuse-unlicensed.js';

/** What mending what a verification found would do. */
export interface PlannedMending {
  readonly verification: Verification;
  /** Items that a run would look at again, whatever was seen of them. */
  readonly items: number;
  /** Why nothing can be mended now; null: it can. */
  readonly refused: string | null;
}

/** What mending would do, before anything is done. @throws UnknownNameError */
export async function planMending(transaction: Transaction, id: string): Promise<PlannedMending> {
  const { verification, items, refused } = await mendingOf(transaction, id);
  return { verification, items: items.length, refused };
}

/**
 * Has a run look again at what differs or is missing. It goes by the mapping as with any edit: what is held goes on waiting, and nothing
 * that was agreed is forgotten.
 * @throws UnknownNameError. @throws ConfigurationError when it cannot be done now.
 */
export async function mendVerification(
  application: Pick<Application, 'database' | 'random' | 'queue' | 'actor' | 'settings' | 'tenant'>,
  id: string,
): Promise<{ readonly verification: Verification; readonly run: Run; readonly items: number }> {
  const { database, random, actor } = application;
  const queue = await application.queue();
  return database.transaction('mend', async (transaction) => {
    await refuseUnlicensed(transaction, application);
    const { integration, items, refused } = await mendingOf(transaction, id);
    if (refused !== null || integration === null) throw new ConfigurationError(refused ?? 'the integration is gone');
    refuseIdle(integration);
    await lookAgain(transaction, integration.id, items);
    const wanted = { integrationId: integration.id, mode: 'manual' as const, request: {} };
    const { run } = await requestRun(transaction, { queue, random }, wanted);
    await noteMending(transaction, id, run.id);
    const details = { verification: id, run: run.id, items: items.length };
    await recordAudit(transaction, actor, { action: 'mend', subject: integration.name, details });
    return { verification: await getVerification(transaction, id), run, items: items.length };
  });
}

async function mendingOf(transaction: Transaction, id: string) {
  const verification = await getVerification(transaction, id);
  const integration = await getIntegration(transaction, verification.integrationId);
  const items = await mendableItems(transaction, id);
  return { verification, integration, items, refused: refusalOf(verification, integration, items.length) };
}

function refusalOf({ state, mendedBy }: Verification, integration: Integration | null, items: number): string | null {
  if (state === 'queued' || state === 'running') return 'it is not finished yet';
  if (mendedBy !== null) return 'a run was asked already; verify again to see what it came to';
  if (items === 0) return 'there is nothing that looking again could mend';
  return integration === null ? 'the integration is gone' : idleReason(integration);
}
