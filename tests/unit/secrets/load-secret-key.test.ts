import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSecretKeys, writeSecretKeys } from '../../../backend/secrets/index.js';
import { ConfigurationError } from '../../../backend/shared/index.js';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'secret-key-'));
});
afterEach(() => rm(home, { recursive: true }));

describe('loading the secret key', () => {
  it('is made at the first start, readable by its owner alone, and is the same afterwards', async () => {
    const file = join(home, 'new', '.syncline', 'secret.key');
    const [first, ...more] = await loadSecretKeys({ file });
    expect([first.length, more]).toEqual([32, []]);
    expect(await loadSecretKeys({ file })).toEqual([first]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(Buffer.from(await readFile(file, 'utf8'), 'base64')).toEqual(Buffer.from(first));
  });

  it('is one key when many start at once, and nothing else is left behind', async () => {
    const keys = await Promise.all(
      Array.from({ length: 20 }, () => loadSecretKeys({ file: join(home, 'secret.key') })),
    );
    expect(new Set(keys.map(([key]) => Buffer.from(key).toString('hex'))).size).toBe(1);
    expect(await readdir(home)).toEqual(['secret.key']);
  });

  it('comes from a setting without a file, or from a file that is there, whatever white space is round it', async () => {
    const bytes = randomBytes(32);
    expect(await loadSecretKeys({ keys: [bytes] })).toEqual([bytes]);
    await writeFile(join(home, 'mounted'), `\n ${bytes.toString('base64')}\r\n`);
    expect(await loadSecretKeys({ file: join(home, 'mounted') })).toEqual([new Uint8Array(bytes)]);
    expect(await readdir(home)).toEqual(['mounted']);
  });

  it.each([
    [
      'too short',
      randomBytes(16).toString('base64'),
      /key file .*secret\.key must be 32 bytes in base64.*it has 16 bytes/,
    ],
    ['too long', randomBytes(33).toString('base64'), /it has 33 bytes/],
    ['no base64', 'correct horse battery staple', /it is not base64/],
    ['empty', '', /it is not base64/],
    ['hex', randomBytes(32).toString('hex'), /it has 48 bytes/],
  ])('refuses a file that is %s, without showing it and without making another', async (_, text, message) => {
    const file = join(home, 'secret.key');
    await writeFile(file, text);
    const failure: unknown = await loadSecretKeys({ file }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(String(failure)).toMatch(message);
    if (text !== '') expect(String(failure)).not.toContain(text);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('has the present key in its first line and those from before it below', async () => {
    const [now, before] = [randomBytes(32), randomBytes(32)];
    const file = join(home, 'secret.key');
    await writeSecretKeys(file, [now, before]);
    expect(await loadSecretKeys({ file })).toEqual([new Uint8Array(now), new Uint8Array(before)]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(home)).toEqual(['secret.key']);
  });

  it('refuses a setting of another length', async () => {
    await expect(loadSecretKeys({ keys: [randomBytes(16)] })).rejects.toThrow(
      /SYNCLINE_SECRET_KEY must be 32 bytes; it has 16/,
    );
  });

  it('says what to do when the file cannot be read or made', async () => {
    await writeFile(join(home, 'file'), '');
    await expect(loadSecretKeys({ file: join(home, 'file', 'secret.key') })).rejects.toThrow(ConfigurationError);
    await expect(loadSecretKeys({ file: join('/dev/null', 'x', 'secret.key') })).rejects.toThrow(
      /cannot be read|could not be made/,
    );
  });
});
