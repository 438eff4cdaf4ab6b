import { recordAudit } from '../../audit/index.js';
import { type ResealedConnections, resealConnections } from '../../configuration/index.js';
import {
  createSecretBox,
  makeSecretKey,
  readSecretKeysAgain,
  type SecretKeys,
  writeSecretKeys,
} from '../../secrets/index.js';
import { ConfigurationError } from '../../shared/index.js';
import { resealDataCenterLinks } from '../../sites/index.js';
import type { Transaction } from '../../storage/index.js';
import { findInstallationKey, storeInstallationKey } from '../installation-key-repository.js';
import type { Application } from '../open-application.js';

/** What became of the secrets. */
export interface KeyRotation extends ResealedConnections {
  /** Null when the keys are in SYNCLINE_SECRET_KEY. */
  readonly keyFile: string | null;
  /** Keys that still open and seal nothing any more. */
  readonly retired: number;
}

type Parts = Pick<Application, 'database' | 'settings' | 'actor'>;

/**
 * Puts a new secret key before the present one and seals everything with it. The old one goes on opening, so nothing stops: a running
 * process reads the file again when it meets what was sealed with a key that it does not know.
 * @throws ConfigurationError when the key is in SYNCLINE_SECRET_KEY alone: nobody but its owner can put another before it.
 */
export async function rotateKey({ database, actor, settings: { secretKey: source } }: Parts): Promise<KeyRotation> {
  return database.transaction('rotate key', async (transaction) => {
    await takeTurn(transaction);
    await recordAudit(transaction, actor, { action: 'rotate key', subject: null });
    const known = readSecretKeysAgain(source);
    if (!('file' in source)) {
      if (known.length > 1) return { ...(await reseal(transaction, known)), keyFile: null };
      throw new ConfigurationError(
        'the secret key is in SYNCLINE_SECRET_KEY: give every process OLD,NEW there, then NEW,OLD, and then rotate again to seal everything with the new one',
      );
    }
    const keys: SecretKeys = [makeSecretKey(), ...known];
    // Before anything is sealed with it: should this process die here, the file merely has a key more.
    await writeSecretKeys(source.file, keys);
    return { ...(await reseal(transaction, keys)), keyFile: source.file };
  });
}

/**
 * Lets the keys from before the last rotation open nothing any more; backups made with them cannot be used then.
 * @throws ConfigurationError naming secrets that the present key could not take over; nothing is forgotten then.
 */
export async function forgetKeys({ database, actor, settings: { secretKey: source } }: Parts): Promise<KeyRotation> {
  return database.transaction('forget keys', async (transaction) => {
    await takeTurn(transaction);
    await recordAudit(transaction, actor, { action: 'forget keys', subject: null });
    const known = readSecretKeysAgain(source);
    const sealed = await reseal(transaction, known);
    if (sealed.unopened.length > 0) {
      const names = sealed.unopened.map(({ connection }) => connection).join(', ');
      throw new ConfigurationError(
        `the secrets of ${names} do not open with any key; give them again, then forget the old keys`,
      );
    }
    if (!('file' in source)) return { ...sealed, keyFile: null };
    await writeSecretKeys(source.file, [known[0]]);
    return { ...sealed, keyFile: source.file, retired: 0 };
  });
}

/** Of two that rotate at once, the second must read what the first has written. */
async function takeTurn(transaction: Transaction): Promise<void> {
  await transaction.query(`select pg_advisory_xact_lock(hashtext('syncline key rotation'))`);
}

async function reseal(transaction: Transaction, keys: SecretKeys): Promise<Omit<KeyRotation, 'keyFile'>> {
  const box = createSecretBox({ keys });
  await storeInstallationKey(transaction, box, await findInstallationKey(transaction, box, keys));
  const connections = await resealConnections(transaction, box);
  const links = await resealDataCenterLinks(transaction, box);
  return {
    resealed: connections.resealed + links.resealed,
    unopened: [...connections.unopened, ...links.unopened.map(({ site, message }) => ({ connection: site, message }))],
    retired: keys.length - 1,
  };
}
