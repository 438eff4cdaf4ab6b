import { recordAudit } from '../../audit/index.js';
import { applyIntegration, integrationDifference, lockConfiguration } from '../../configuration/index.js';
import { type Integration, requireSync } from '../../integrations/index.js';
import { checkDraft, type DraftRemark, getVersion, openDraft, revisionOf } from '../../mapping-drafts/index.js';
import { AppError, StaleError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { requestRun } from '../../ticks/index.js';
import type { Application } from '../open-application.js';

/** Show whoever wrote the draft what is wrong with it: nothing was stored. */
export class DraftFaultsError extends AppError {
  readonly faults: readonly DraftRemark[];
  constructor(faults: readonly DraftRemark[]) {
    super(`the draft has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}; nothing was stored`);
    this.faults = faults;
  }
}

/** A draft that shall count. */
export interface WantedMapping {
  readonly integration: string;
  readonly yaml: string;
  /** Of the mapping that was edited. */
  readonly revision: string;
}

/** What counts now. */
export interface SavedMapping {
  readonly version: number;
  readonly revision: string;
}

/**
 * Makes a draft what counts, as `apply` would, and as a new version where it says otherwise what becomes of values. It is held against
 * both tools first. @throws DraftFaultsError when it cannot work. @throws StaleError when somebody has changed the sync since. @throws UnknownNameError
 */
export async function saveMapping(
  application: Application,
  { integration: name, yaml, revision }: WantedMapping,
  signal: AbortSignal,
): Promise<SavedMapping> {
  const { database, actor, random } = application;
  const engine = await application.onlooker();
  const queue = await application.queue();
  const draft = await database.transaction('read draft', (transaction) =>
    openDraft(transaction, application, name, yaml),
  );
  const { faults } = await checkDraft(engine, draft, signal);
  if (faults.length > 0) throw new DraftFaultsError(faults);
  return database.transaction('change mapping', async (transaction) => {
    await lockConfiguration(transaction);
    // Others may have been at it while the tools were asked.
    const { integration, read, containerKeys } = await openDraft(transaction, application, name, yaml);
    if (revisionOf(integration) !== revision) throw await stale(transaction, integration);
    if (read.integration === null) throw await stale(transaction, integration);
    const before = { name, enabled: integration.enabled, definition: integration.definition };
    const differences = integrationDifference(before, read.integration, containerKeys);
    const requestOnboarding = async (inner: Transaction, integrationId: string) => {
      await requestRun(inner, { queue, random }, { integrationId, mode: 'onboarding', request: {} });
    };
    await applyIntegration(transaction, read.integration, { actor, requestOnboarding }, yaml);
    const changed = await requireSync(transaction, name);
    if (differences.length > 0) {
      const details = { version: changed.mappingVersion, changed: differences.map(({ path }) => path) };
      await recordAudit(transaction, actor, { action: 'change mapping', subject: name, details });
    }
    return { version: changed.mappingVersion, revision: revisionOf(changed) };
  });
}

/** Who was faster, as far as anybody knows: what is no part of the mapping has no versions. */
async function stale(transaction: Transaction, { id, name, mappingVersion }: Integration): Promise<StaleError> {
  const { madeAt, madeBy } = await getVersion(transaction, id, mappingVersion);
  const by = madeBy === null ? '' : ` by ${madeBy.name}`;
  return new StaleError(
    `${name} was changed since it was opened here; its mapping is at version ${mappingVersion}, made${by} at ${madeAt.toISOString()}. ` +
      'Nothing was stored: look at what counts now, and make your change to that',
  );
}
