import type { Actor } from '../../audit/index.js';
import type { SecretBox } from '../../secrets/index.js';
import type { Random } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import type { ConfigurationFile } from '../configuration-file.js';
import { applyConnections } from './apply-connections.js';
import { applyIntegrations } from './apply-integrations.js';
import { replaceOutgoingHosts } from './outgoing-host-repository.js';

/** What storing a configuration needs from outside. */
export interface ApplyParts {
  /** Deletes what is not in the file, with its links and history, instead of archiving it. */
  readonly prune: boolean;
  readonly secretBox: SecretBox;
  /** Whose configuration it is. */
  readonly tenant: string;
  readonly random: Random;
  /** The reason of pauses that a person made: no new password lifts those. */
  readonly pausedByHand: string;
  /** Who applies it. */
  readonly actor: Actor;
  /** Called for a sync with `start: auto` that was not taken over yet. */
  readonly requestOnboarding: (transaction: Transaction, integrationId: string) => Promise<void>;
}

/** Waits until nobody else changes the configuration, and keeps everybody from it until the transaction ends. */
export async function lockConfiguration(transaction: Transaction): Promise<void> {
  await transaction.query('select pg_advisory_xact_lock($1)', [APPLY_LOCK]);
}

/** Any number, the same in every process: two that apply at once do so one after the other. */
const APPLY_LOCK = 7_710_002;

/**
 * Makes the stored configuration that of the file, wholly or not at all. Applying the same file again changes nothing.
 * @throws ConfigurationError when it cannot be applied to what is stored.
 */
export async function applyConfiguration(
  transaction: Transaction,
  file: ConfigurationFile,
  parts: ApplyParts,
): Promise<void> {
  await lockConfiguration(transaction);
  await replaceOutgoingHosts(transaction, file.outgoing);
  await applyConnections(transaction, file.connections, parts);
  await applyIntegrations(transaction, file.integrations, parts);
}
