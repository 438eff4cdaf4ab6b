import { deriveInstallationKey, type SecretBox, type SecretKeys } from '../secrets/index.js';
import type { Transaction } from '../storage/index.js';

const CONTEXT = { purpose: 'installation key' } as const;

/**
 * The key that marks are made with (I15). It follows from the first secret key that this installation ever had: from the oldest of
 * those that are given, or, once keys were rotated, from none of them any more: it is stored then, sealed with the present one.
 */
export async function findInstallationKey(
  transaction: Transaction,
  box: SecretBox,
  keys: SecretKeys,
): Promise<Uint8Array> {
  const rows = await transaction.query('select installation_key from installation');
  const sealed = rows[0]?.installation_key;
  if (typeof sealed === 'string') return new Uint8Array(Buffer.from(box.open(CONTEXT, sealed), 'base64'));
  return deriveInstallationKey(keys.at(-1) ?? keys[0]);
}

/** Stores it, sealed with the present key. Where nothing has worked yet there are no marks, and nothing is stored. */
export async function storeInstallationKey(
  transaction: Transaction,
  box: SecretBox,
  installationKey: Uint8Array,
): Promise<void> {
  await transaction.query('update installation set installation_key = $1', [
    box.seal(CONTEXT, Buffer.from(installationKey).toString('base64')),
  ]);
}
