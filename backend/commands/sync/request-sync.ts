import type { Application } from '../../application/index.js';
import type { Integration } from '../../integrations/index.js';
import { insertRun, type Run } from '../../runs/index.js';
import { ConfigurationError } from '../../shared/index.js';
import { requestRun } from '../../ticks/index.js';
import { requireSync } from '../find-named.js';

export interface SyncOptions {
  readonly onboarding?: boolean;
  readonly item?: readonly string[];
  readonly wait?: boolean;
  readonly json?: boolean;
}

export interface RequestedSync {
  readonly integration: Integration;
  readonly run: Run;
  /** False when a run of that mode was active already. */
  readonly isNew: boolean;
}

/**
 * Adds the run that a person asks for. With `wait` it has no job: this process works it, and should it die, a server finds it.
 * @throws ConfigurationError when the integration cannot run.
 */
export async function requestSync(
  application: Application,
  name: string,
  options: SyncOptions,
): Promise<RequestedSync> {
  const { database, random } = application;
  const queue = options.wait === true ? null : await application.queue();
  return database.transaction('request run', async (transaction) => {
    const integration = await requireSync(transaction, name);
    refuseIdle(integration);
    const requested = {
      integrationId: integration.id,
      mode: options.onboarding === true ? ('onboarding' as const) : ('manual' as const),
      request: options.item === undefined ? {} : { items: [...options.item] },
    };
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
