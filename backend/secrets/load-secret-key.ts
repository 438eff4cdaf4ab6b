import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigurationError, errorMessage } from '../shared/index.js';
import { parseSecretKey, SECRET_KEY_BYTES } from './secret-key.js';

/** The key itself, or the file that holds it in base64; `settings.secretKey` fits. */
export type SecretKeySource = { readonly key: Uint8Array } | { readonly file: string };

/**
 * The key that secrets are sealed with. A file that is not there is made, readable by its owner alone; of several processes that
 * start at once one makes it and the others take its key over.
 * @throws ConfigurationError when the key is not 32 bytes in base64, cannot be read or cannot be made.
 */
export async function loadSecretKey(source: SecretKeySource): Promise<Uint8Array> {
  if ('key' in source) {
    if (source.key.length === SECRET_KEY_BYTES) return new Uint8Array(source.key);
    throw new ConfigurationError(`SYNCLINE_SECRET_KEY must be ${SECRET_KEY_BYTES} bytes; it has ${source.key.length}`);
  }
  const text = (await read(source.file)) ?? (await make(source.file));
  return parseSecretKey(text, `the key file ${source.file}`);
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw new ConfigurationError(`the key file ${path} cannot be read: ${errorMessage(error)}`, { cause: error });
  }
}

async function make(path: string): Promise<string> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const draft = `${path}.${randomBytes(8).toString('hex')}`;
    await writeDurably(draft, `${randomBytes(SECRET_KEY_BYTES).toString('base64')}\n`);
    try {
      // Whoever sees the right name sees the whole file, and only the first to take the name gets it.
      await link(draft, path);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    } finally {
      await unlink(draft);
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ConfigurationError(
      `the key file ${path} could not be made: ${errorMessage(error)}; make its folder writable or set SYNCLINE_SECRET_KEY`,
      { cause: error },
    );
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
