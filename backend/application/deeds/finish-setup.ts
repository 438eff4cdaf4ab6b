import { recordAudit } from '../../audit/index.js';
import { applyConfiguration } from '../../configuration/index.js';
import { describeContainer } from '../../connections/index.js';
import { listIntegrations, pauseIntegration, requireSync } from '../../integrations/index.js';
import { bothSides, compileMapping, type SyncDefinition } from '../../mappings/index.js';
import { listRuns } from '../../runs/index.js';
import { assembleEntry, changeSetup, getSetup, openTool, type Setup } from '../../setups/index.js';
import { ConfigurationError, StaleError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import type { Application } from '../open-application.js';
import { FaultyEntryError } from './faulty-entry-error.js';
import { PAUSED_BY_HAND } from './paused-by-hand.js';
import { readEntry } from './read-entry.js';
import { settleLicence } from './settle-licence.js';

type Parts = Pick<
  Application,
  'database' | 'tenant' | 'toolbox' | 'connectors' | 'settings' | 'secretBox' | 'random' | 'actor' | 'queue' | 'log'
>;

/** Why it stands still, for whoever sees it elsewhere. */
const NOT_STARTED = 'it was set up and not started yet';

/**
 * Applies a set-up as an integration that does nothing until a person starts it: as `apply` would, with everything else as it is.
 * Done again after a change it replaces what it made, for as long as that was not started.
 * @throws FaultyEntryError when parts of it cannot work. @throws StaleError when the set-up or the configuration has changed meanwhile.
 * @throws ConfigurationError, UnknownNameError, and what describing the containers throws.
 */
export async function finishSetup(
  application: Parts,
  asked: Pick<Setup, 'id' | 'version'>,
  signal: AbortSignal,
): Promise<Setup> {
  const { database, actor } = application;
  const seen = await database.transaction('read set-up', (transaction) => readWanted(transaction, application, asked));
  const faults = await faultsOf(application, seen.definition, signal);
  if (faults.length > 0) throw new FaultyEntryError(faults);
  const applied = await database.transaction('apply set-up', async (transaction) => {
    const { setup, file, name } = await readWanted(transaction, application, asked);
    const { secretBox, tenant, random } = application;
    await applyConfiguration(transaction, file, {
      prune: false,
      secretBox,
      tenant,
      random,
      actor,
      pausedByHand: PAUSED_BY_HAND,
      // It waits for a person, and of what was there already nothing has changed.
      requestOnboarding: async () => undefined,
    });
    // It would look for changes at once, and nothing is written before a person says so.
    await pauseIntegration(transaction, (await requireSync(transaction, name)).id, NOT_STARTED);
    const path = `integrations.${name}`;
    const isNew = setup.integration === null;
    const details = { added: isNew ? [path] : [], changed: isNew ? [] : [path] };
    await recordAudit(transaction, actor, { action: 'apply', subject: name, details });
    return changeSetup(transaction, asked, { chosen: chosenOf(setup), integration: name });
  });
  // What is new runs no longer without a licence than what was there.
  if (application.settings.licence === 'required') await settleLicence(application, application.tenant);
  return applied;
}

/** The set-up as the person has seen it, and the configuration with it. */
async function readWanted(
  transaction: Transaction,
  application: Parts,
  { id, version }: Pick<Setup, 'id' | 'version'>,
) {
  const setup = await getSetup(transaction, id);
  if (setup.version !== version)
    throw new StaleError('this set-up was changed elsewhere meanwhile; look at it as it is now');
  const entry = assembleEntry(setup);
  if (entry === null) throw new ConfigurationError('no mapping was proposed for it yet');
  const { name, integration: insteadOf } = setup;
  if (name === null || name === '')
    throw new FaultyEntryError([{ path: 'name', message: 'give the integration a name' }]);
  await refuseTaken(transaction, name, insteadOf);
  const written = { name, entry: { ...entry, start: 'manual' }, insteadOf };
  const { file, integration } = await readEntry(transaction, application, written);
  if (integration.definition.kind !== 'sync') throw new ConfigurationError('it is no sync');
  return { setup, file, name, definition: integration.definition };
}

/** Takes the place of nothing but what the same set-up has made, and of that only while nothing hangs on it. */
async function refuseTaken(transaction: Transaction, name: string, insteadOf: string | null): Promise<void> {
  const known = await listIntegrations(transaction);
  if (name !== insteadOf && known.some((integration) => integration.name === name)) {
    throw new FaultyEntryError([
      { path: 'name', message: `there is an integration ${name} already; choose another name` },
    ]);
  }
  const made = known.find((integration) => integration.name === insteadOf);
  if (made === undefined) return;
  const [run] = await listRuns(transaction, made.id, 1);
  if (made.onboardedAt === null && run === undefined) return;
  throw new ConfigurationError(`${made.name} has been started already; change it in its mapping`);
}

/** What of it cannot work in the two containers as they are now. */
async function faultsOf(
  application: Parts,
  definition: SyncDefinition,
  signal: AbortSignal,
): Promise<FaultyEntryError['faults']> {
  const schemas = await bothSides(async (side) => {
    const { connection: name, container } = definition[side];
    const { connection, open } = await openTool(application, name);
    return (await describeContainer(application.database, connection, open, container, signal)).schema;
  });
  return compileMapping(definition, schemas).faults;
}

function chosenOf({ name, step, left, right, entry, dropped }: Setup) {
  return { name, step, left, right, entry, dropped };
}
