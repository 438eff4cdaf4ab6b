import { type Integration, requireSync } from '../../integrations/index.js';
import { insertRun, type Run } from '../../runs/index.js';
import { ConfigurationError } from '../../shared/index.js';
import { requestRun } from '../../ticks/index.js';
import type { Application } from '../open-application.js';

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

/** Adds a run of the sync of that name. @throws UnknownNameError. @throws ConfigurationError when the integration cannot run. */
export async function requestSync(
  application: Pick<Application, 'database' | 'random' | 'queue'>,
  name: string,
  { mode, request, isQueued }: WantedRun,
): Promise<RequestedSync> {
  const { database, random } = application;
  const queue = isQueued ? await application.queue() : null;
  return database.transaction('request run', async (transaction) => {
    const integration = await requireSync(transaction, name);
    refuseIdle(integration);
    const requested = { integrationId: integration.id, mode, request };
    const inserted =
      queue === null
        ? await insertRun(transaction, { id: random.uuid(), ...requested })
        : await requestRun(transaction, { queue, random }, requested);
    return { integration, ...inserted };
  });
}

function refuseIdle({ name, enabled, state, pausedReason }: Integration): void {
  if (!enabled) throw new ConfigurationError(`${name} is not enabled; set \`enabled: true\` in the file and apply it`);
  if (state === 'paused') {
    throw new ConfigurationError(
      `${name} is paused: ${pausedReason ?? 'by hand'}; let it run again: syncline resume ${name}`,
    );
  }
}
