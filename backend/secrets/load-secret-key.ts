import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigurationError, errorMessage } from '../shared/index.js';
import { parseSecretKeys, SECRET_KEY_BYTES, type SecretKeys } from './secret-key.js';

/** The keys themselves, or the file that holds them in base64, one in a line; `settings.secretKey` fits. */
export type SecretKeySource = { readonly keys: SecretKeys } | { readonly file: string };

/**
 * The keys that secrets are sealed and opened with. A file that is not there is made, readable by its owner alone; of several
 * processes that start at once one makes it and the others take its key over.
 * @throws ConfigurationError when a key is not 32 bytes in base64, cannot be read or cannot be made.
 */
export async function loadSecretKeys(source: SecretKeySource): Promise<SecretKeys> {
  if ('keys' in source) {
    const wrong = source.keys.find(({ length }) => length !== SECRET_KEY_BYTES);
    if (wrong === undefined) return source.keys;
    throw new ConfigurationError(`SYNCLINE_SECRET_KEY must be ${SECRET_KEY_BYTES} bytes; it has ${wrong.length}`);
  }
  const text = (await read(source.file)) ?? (await make(source.file));
  return parseSecretKeys(text, nameOf(source.file));
}

/** The keys of a file as it is now: somebody may have rotated them since this process began. @throws ConfigurationError */
export function readSecretKeysAgain(source: SecretKeySource): SecretKeys {
  if ('keys' in source) return source.keys;
  try {
    return parseSecretKeys(readFileSync(source.file, 'utf8'), nameOf(source.file));
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`${nameOf(source.file)} cannot be read: ${errorMessage(error)}`, { cause: error });
  }
}

/** A key that nobody has yet. */
export function makeSecretKey(): Uint8Array {
  return new Uint8Array(randomBytes(SECRET_KEY_BYTES));
}

/** Puts other keys into the file, at one moment: whoever reads it meanwhile sees the former or the new ones. */
export async function writeSecretKeys(path: string, keys: SecretKeys): Promise<void> {
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  await writeDurably(draft, keys.map((key) => `${Buffer.from(key).toString('base64')}\n`).join(''));
  await rename(draft, path);
}

function nameOf(path: string): string {
  return `the key file ${path}`;
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
    await writeDurably(draft, `${Buffer.from(makeSecretKey()).toString('base64')}\n`);
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
