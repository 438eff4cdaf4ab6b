import type { Application } from '../../application/index.js';
import type { Integration } from '../../integrations/index.js';
import { insertRun, type Run } from '../../runs/index.js';
import { ConfigurationError } from '../../shared/index.js';
import { requestRun } from '../../ticks/index.js';
import { requireSync } from '../find-named.js';
import { readPlanFile } from '../plan/plan-file.js';

export interface SyncOptions {
  readonly onboarding?: boolean;
  readonly item?: readonly string[];
  readonly plan?: string;
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
  const request = await requestOf(name, options);
  const queue = options.wait === true ? null : await application.queue();
  return database.transaction('request run', async (transaction) => {
    const integration = await requireSync(transaction, name);
    refuseIdle(integration);
    const requested = {
      integrationId: integration.id,
      mode: options.onboarding === true ? ('onboarding' as const) : ('manual' as const),
      request,
    };
    const inserted =
      queue === null
        ? await insertRun(transaction, { id: random.uuid(), ...requested })
        : await requestRun(transaction, { queue, random }, requested);
    return { integration, ...inserted };
  });
}

/** What the run is asked beyond its mode. @throws ConfigurationError when the plan cannot be used. */
export async function requestOf(name: string, { item, plan }: SyncOptions): Promise<Run['request']> {
  return {
    ...(item === undefined ? {} : { items: [...item] }),
    ...(plan === undefined ? {} : { planId: (await readPlanFile(plan, name)).id }),
  };
}

function refuseIdle({ name, enabled, state, pausedReason }: Integration): void {
  if (!enabled) throw new ConfigurationError(`${name} is not enabled; set \`enabled: true\` in the file and apply it`);
  if (state === 'paused') {
    throw new ConfigurationError(
      `${name} is paused: ${pausedReason ?? 'by hand'}; let it run again: syncline resume ${name}`,
    );
  }
}
