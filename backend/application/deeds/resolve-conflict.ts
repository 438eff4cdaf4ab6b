import { recordAudit } from '../../audit/index.js';
import { changeSync } from '../../configuration/index.js';
import { answerConflict, type ConflictAnswer, getConflict, type HeldEntry, withPairs } from '../../conflicts/index.js';
import type { SyncDefinition } from '../../mappings/index.js';
import { ConfigurationError, StaleError, UnknownNameError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import type { Application } from '../open-application.js';
import { lookAtItem } from './look-at-item.js';

/** A person's answer to a conflict. */
export interface Resolution {
  readonly id: string;
  readonly answer: ConflictAnswer;
  /** The version that he was shown; absent: whatever is there now. */
  readonly seen?: number | undefined;
  /** Also lets the side that he takes win the field from now on. */
  readonly always?: boolean | undefined;
}

/**
 * Stores the answer and lets the next run look at the pair.
 * @returns the conflict as it is now, and the side that wins the field from now on, if any.
 * @throws UnknownNameError when there is no such conflict. @throws ConfigurationError when the answer does not fit it. @throws StaleError when it has moved since it was shown (I11).
 */
export async function resolveConflict(
  { database, actor }: Pick<Application, 'database' | 'actor'>,
  { id, answer, seen, always = false }: Resolution,
): Promise<{ readonly entry: HeldEntry; readonly policy: 'left' | 'right' | null }> {
  return database.transaction('resolve conflict', async (transaction) => {
    const { conflict, pair } = await requireOpen(transaction, id);
    if (seen !== undefined && seen !== conflict.version) {
      throw new StaleError(
        `conflict ${id} has moved since version ${seen} was shown; it is at version ${conflict.version} now: look at it again with syncline conflicts ${pair.integration}`,
      );
    }
    if ('take' in answer && answer.take === 'base' && conflict.base === null) {
      throw new ConfigurationError(
        `conflict ${id} has no base to go back to: both sides met for the first time; take left or right`,
      );
    }
    await answerConflict(transaction, conflict, answer);
    await lookAtItem(transaction, { integrationId: pair.integrationId, side: 'left', item: pair.left, isNamed: false });
    const policy = always ? sideOf(answer) : null;
    if (policy !== null) {
      await changeSync(transaction, pair.integrationId, actor, (definition) =>
        letWin(definition, conflict.field, policy),
      );
    }
    const { integration, left, right } = pair;
    const taken = 'take' in answer ? answer.take : 'a value';
    const details = {
      integration,
      left: left.key,
      right: right.key,
      field: conflict.field,
      taken,
      always: policy !== null,
    };
    await recordAudit(transaction, actor, { action: 'resolve', subject: id, details });
    const answered = await getConflict(transaction, id);
    return { entry: { conflict: answered ?? conflict, pair }, policy };
  });
}

async function requireOpen(transaction: Transaction, id: string): Promise<HeldEntry> {
  const conflict = /^\d{1,18}$/.test(id) ? await getConflict(transaction, id) : null;
  const [entry] = conflict === null ? [] : await withPairs(transaction, [conflict]);
  if (entry === undefined) throw new UnknownNameError(`there is no conflict ${id}; syncline conflicts lists them`);
  if (entry.conflict.state === 'closed') throw new ConfigurationError(`conflict ${id} is settled already`);
  return entry;
}

function sideOf(answer: ConflictAnswer): 'left' | 'right' | null {
  return 'take' in answer && answer.take !== 'base' ? answer.take : null;
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
