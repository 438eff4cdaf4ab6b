import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError, errorMessage } from '../shared/index.js';
import { parseSecretKey, SECRET_KEY_BYTES } from './secret-key.js';

const FILE_NAME = 'secret.key';

/** Where the key may come from, as the settings say. */
export interface SecretKeySettings {
  /** `SYNCLINE_SECRET_KEY`. */
  readonly secretKey: string | null;
  /** `SYNCLINE_SECRET_KEY_FILE`; must exist. */
  readonly secretKeyFile: string | null;
  /** `SYNCLINE_HOME`; the key is made and kept here when neither of the others is set. */
  readonly home: string;
}

/**
 * The key that secrets are sealed with. Made at the first start, in a file that only its owner can read; of several processes that
 * start at once one makes it and the others take it over.
 * @throws ConfigurationError when it is not 32 bytes in base64, cannot be read or cannot be made.
 */
export async function loadSecretKey({ secretKey, secretKeyFile, home }: SecretKeySettings): Promise<Uint8Array> {
  if (secretKey !== null && secretKeyFile !== null) {
    throw new ConfigurationError('SYNCLINE_SECRET_KEY and SYNCLINE_SECRET_KEY_FILE are both set; keep one');
  }
  if (secretKey !== null) return parseSecretKey(secretKey, 'SYNCLINE_SECRET_KEY');
  if (secretKeyFile !== null) {
    const text = await read(secretKeyFile, 'SYNCLINE_SECRET_KEY_FILE');
    if (text !== null) return parseSecretKey(text, `SYNCLINE_SECRET_KEY_FILE (${secretKeyFile})`);
    throw new ConfigurationError(
      `SYNCLINE_SECRET_KEY_FILE: there is no file ${secretKeyFile}; make it by \`openssl rand -base64 ${SECRET_KEY_BYTES}\``,
    );
  }
  const path = join(home, FILE_NAME);
  const text = (await read(path, 'the key file')) ?? (await make(home, path));
  return parseSecretKey(text, `the key file ${path}`);
}

async function read(path: string, source: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw new ConfigurationError(`${source} ${path} cannot be read: ${errorMessage(error)}`, { cause: error });
  }
}

/** Writes the whole file under another name first: whoever sees the right name sees all 32 bytes. */
async function make(home: string, path: string): Promise<string> {
  const random = randomBytes(SECRET_KEY_BYTES);
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    await mkdir(home, { recursive: true });
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${random.toString('base64')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    try {
      await link(draft, path);
    } catch (error) {
      // Another process was first; its key is the key.
      if (!isCode(error, 'EEXIST')) throw error;
    } finally {
      await unlink(draft);
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ConfigurationError(
      `a key file could not be made at ${path}: ${errorMessage(error)}; make the folder writable or set SYNCLINE_SECRET_KEY`,
      { cause: error },
    );
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
