import { type Actor, recordAudit } from '../../audit/index.js';
import { type Integration, listIntegrations, requireSync } from '../../integrations/index.js';
import type { Queue } from '../../queue/index.js';
import { insertRun, type Run } from '../../runs/index.js';
import type { Random } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { requestRun } from '../../ticks/index.js';
import type { Application } from '../open-application.js';
import { refuseIdle } from './idle-reason.js';
import { refuseUnlicensed } from './refuse-unlicensed.js';

/** A run that a person asks for. */
export interface WantedRun {
  readonly mode: 'onboarding' | 'manual' | 'reconcile';
  readonly request: Run['request'];
  /** False when this process works it itself; should it die, a server finds the run. */
  readonly isQueued: boolean;
}

export interface RequestedSync {
  readonly integration: Integration;
  readonly run: Run;
  /** False when a run of that mode was active already. */
  readonly isNew: boolean;
}

type Parts = Pick<Application, 'database' | 'random' | 'queue' | 'actor' | 'settings' | 'tenant'>;

/** Adds a run of the sync of that name. @throws UnknownNameError. @throws ConfigurationError when the integration cannot run. */
export async function requestSync(application: Parts, name: string, wanted: WantedRun): Promise<RequestedSync> {
  const { database, random, actor } = application;
  const queue = wanted.isQueued ? await application.queue() : null;
  return database.transaction('request run', async (transaction) => {
    await refuseUnlicensed(transaction, application);
    return request(transaction, { queue, random, actor }, await requireSync(transaction, name), wanted);
  });
}

/** The same for several syncs, named or by id: all of them or, when one cannot run, none. */
export async function requestSyncs(
  application: Parts,
  namesOrIds: readonly string[],
  wanted: Omit<WantedRun, 'isQueued'>,
): Promise<readonly RequestedSync[]> {
  const { database, random, actor } = application;
  const queue = await application.queue();
  return database.transaction('request runs', async (transaction) => {
    await refuseUnlicensed(transaction, application);
    const known = await listIntegrations(transaction);
    const requested: RequestedSync[] = [];
    for (const nameOrId of namesOrIds) {
      const integration = known.find(({ id }) => id === nameOrId) ?? (await requireSync(transaction, nameOrId));
      requested.push(await request(transaction, { queue, random, actor }, integration, wanted));
    }
    return requested;
  });
}

async function request(
  transaction: Transaction,
  { queue, random, actor }: { readonly queue: Queue | null; readonly random: Random; readonly actor: Actor },
  integration: Integration,
  { mode, request: about }: Pick<WantedRun, 'mode' | 'request'>,
): Promise<RequestedSync> {
  refuseIdle(integration);
  const requested = { integrationId: integration.id, mode, request: about };
  const inserted =
    queue === null
      ? await insertRun(transaction, { id: random.uuid(), ...requested })
      : await requestRun(transaction, { queue, random }, requested);
  if (inserted.isNew) {
    const details = { mode, run: inserted.run.id, ...about };
    await recordAudit(transaction, actor, { action: 'sync', subject: integration.name, details });
  }
  return { integration, ...inserted };
}
