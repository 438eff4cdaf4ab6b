import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ConfigurationError, canonicalJson, ReconnectNeededError } from '../shared/index.js';
import { deriveKey, SECRET_KEY_BYTES, type SecretKeys } from './secret-key.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A tenant's connection by name; of the address scheme, host and port count. */
export interface ConnectionContext {
  readonly tenant: string;
  readonly connection: string;
  readonly url: string;
}

/** A Jira site in which the app is installed, by the host's key for it; of its address scheme, host and port count. */
export interface SiteContext {
  readonly site: string;
  readonly url: string;
}

/** What a secret belongs to: it opens for nothing else. */
export type SecretContext =
  | ConnectionContext
  | SiteContext
  /** The whole installation: the key of its marks. */
  | { readonly purpose: 'installation key' };

/** Whose the whole installation is. */
const OPERATOR = 'default';

/** Turns secrets into texts that can be stored, and back. */
export interface SecretBox {
  /** Sealing the same text twice gives two different results. */
  seal(context: SecretContext, plain: string): string;
  /**
   * @throws ConfigurationError when it was sealed with a key that this installation does not have.
   * @throws ReconnectNeededError when it was sealed for another connection or address, or was altered: it must be given again.
   */
  open(context: SecretContext, sealed: string): string;
  /** Whether it was sealed with the present key; false asks for sealing it anew after a rotation. */
  isCurrent(sealed: string): boolean;
}

interface Key {
  /** Stands in front of what is sealed. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * A box that seals by AES-256-GCM with a nonce of its own for every secret. The form is `<key id>.<nonce, text, tag in base64url>`;
 * tenant, connection, scheme and host are authenticated with it. @param readAgain asked for the keys once more when something was sealed
 * with one that is not among them: another process may have rotated them. @throws ConfigurationError when a key has not 32 bytes.
 */
export function createSecretBox({
  keys: given,
  readAgain = () => given,
}: {
  readonly keys: SecretKeys;
  readonly readAgain?: () => SecretKeys;
}): SecretBox {
  let current = prepare(given[0]);
  let keys = byId(given);
  const find = (id: string): Key | undefined => {
    const known = keys.get(id);
    if (known !== undefined) return known;
    const again = readAgain();
    current = prepare(again[0]);
    keys = byId(again);
    return keys.get(id);
  };
  return {
    seal(context, plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, current.bytes, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(binding(context));
      const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${current.id}.${sealed.toString('base64url')}`;
    },
    open(context, sealed) {
      const [id = '', body = ''] = sealed.split('.');
      const known = find(id);
      if (known === undefined) {
        throw new ConfigurationError(
          `the secret of ${nameOf(context)} was sealed with another key than this installation has; put back the key file or ` +
            'SYNCLINE_SECRET_KEY that was in use, or give the secret again',
          { details: { sealedWith: id.slice(0, 16), keys: [...keys.keys()] } },
        );
      }
      return unseal(known, binding(context), Buffer.from(body, 'base64url'), context);
    },
    isCurrent: (sealed) => sealed.startsWith(`${current.id}.`),
  };
}

function prepare(secretKey: Uint8Array): Key {
  if (secretKey.length !== SECRET_KEY_BYTES) {
    throw new ConfigurationError(`the secret key must have ${SECRET_KEY_BYTES} bytes; it has ${secretKey.length}`);
  }
  const id = Buffer.from(deriveKey(secretKey, 'syncline key id')).subarray(0, 6).toString('base64url');
  return { id, bytes: deriveKey(secretKey, 'syncline secrets of connections') };
}

function byId(keys: SecretKeys): ReadonlyMap<string, Key> {
  return new Map(keys.map(prepare).map((key) => [key.id, key]));
}

function binding(context: SecretContext): Buffer {
  if ('purpose' in context) return Buffer.from(canonicalJson([OPERATOR, context.purpose]));
  const { protocol, host } = new URL(context.url);
  if ('site' in context) return Buffer.from(canonicalJson([OPERATOR, 'site', context.site, protocol, host]));
  return Buffer.from(canonicalJson([context.tenant, context.connection, protocol, host]));
}

function nameOf(context: SecretContext): string {
  if ('purpose' in context) return 'the installation';
  return 'site' in context ? `the site ${context.url}` : context.connection;
}

function unseal(key: Key, aad: Buffer, sealed: Buffer, context: SecretContext): string {
  try {
    const decipher = createDecipheriv(CIPHER, key.bytes, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(aad);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    );
  } catch (error) {
    if ('purpose' in context) {
      throw new ConfigurationError(
        'the stored installation key was altered; put back a backup of the database, for without that key nothing that was made before is recognised',
        { cause: error },
      );
    }
    throw new ReconnectNeededError(
      `the stored secret of ${nameOf(context)} does not belong to ${new URL(context.url).origin}: the address was changed or the secret altered; give it again`,
      { cause: error },
    );
  }
}
