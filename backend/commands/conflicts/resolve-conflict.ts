import type { Application } from '../../application/index.js';
import { storeChanges } from '../../changes/index.js';
import { changeSync } from '../../configuration/index.js';
import { answerConflict, type Conflict, type ConflictAnswer, getConflict } from '../../conflicts/index.js';
import type { SyncDefinition } from '../../mappings/index.js';
import { ConfigurationError, StaleError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import type { HeldEntry } from './conflicts-command.js';
import { findHeldPairs, type HeldPair } from './held-pair-repository.js';
import type { ResolveOptions } from './resolve-command.js';

/** A person's answer to a conflict. */
export interface Resolution {
  readonly id: string;
  readonly answer: ConflictAnswer;
  readonly options: ResolveOptions;
}

/**
 * Stores the answer and lets the next run look at the pair.
 * @returns the conflict as it is now, and the side that wins the field from now on, if any.
 * @throws ConfigurationError when there is no such conflict. @throws StaleError when it has moved since it was shown (I11).
 */
export async function resolveConflict(
  { database }: Application,
  { id, answer, options }: Resolution,
): Promise<{ readonly entry: HeldEntry; readonly policy: 'left' | 'right' | null }> {
  return database.transaction('resolve conflict', async (transaction) => {
    const { conflict, pair } = await requireOpen(transaction, id);
    if (options.seen !== undefined && options.seen !== conflict.version) {
      throw new StaleError(
        `conflict ${id} has moved since version ${options.seen} was shown; it is at version ${conflict.version} now: look at it again with syncline conflicts ${pair.integration}`,
      );
    }
    if (options.take === 'base' && conflict.base === null) {
      throw new ConfigurationError(
        `conflict ${id} has no base to go back to: both sides met for the first time; take left or right`,
      );
    }
    await answerConflict(transaction, conflict, answer);
    await lookAgain(transaction, pair);
    const policy = options.always === true ? sideOf(options) : null;
    if (policy !== null) {
      await changeSync(transaction, pair.integrationId, (definition) => letWin(definition, conflict.field, policy));
    }
    const answered = await getConflict(transaction, id);
    return { entry: { conflict: answered ?? conflict, pair }, policy };
  });
}

async function requireOpen(
  transaction: Transaction,
  id: string,
): Promise<{ readonly conflict: Conflict; readonly pair: HeldPair }> {
  const conflict = /^\d{1,18}$/.test(id) ? await getConflict(transaction, id) : null;
  const pair =
    conflict === null ? undefined : (await findHeldPairs(transaction, [conflict.linkId])).get(conflict.linkId);
  if (conflict === null || pair === undefined) {
    throw new ConfigurationError(`there is no conflict ${id}; syncline conflicts lists them`);
  }
  if (conflict.state === 'closed') throw new ConfigurationError(`conflict ${id} is settled already`);
  return { conflict, pair };
}

/** Makes the pair a change, whatever was seen of it, and due at once where a server runs. */
async function lookAgain(transaction: Transaction, { integrationId, left }: HeldPair): Promise<void> {
  await storeChanges(transaction, {
    integrationId,
    lane: 'incremental',
    side: 'left',
    kind: 'seen',
    filtered: false,
    // No version is known: whatever is there is to be looked at.
    refs: [{ ...left, version: { token: '', at: new Date(0).toISOString() } }],
  });
  await transaction.query('update integrations set next_run_at = least(next_run_at, syncline_now()) where id = $1', [
    integrationId,
  ]);
}

function sideOf({ take }: ResolveOptions): 'left' | 'right' | null {
  return take === 'left' || take === 'right' ? take : null;
}

function letWin(definition: SyncDefinition, field: string, side: 'left' | 'right'): SyncDefinition {
  return {
    ...definition,
    items: definition.items.map((item) => ({
      ...item,
      fields: item.fields.map((rule) => (rule.id === field ? { ...rule, conflicts: side } : rule)),
    })),
  };
}
