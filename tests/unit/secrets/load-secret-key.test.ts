import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSecretKey } from '../../../backend/secrets/index.js';
import { ConfigurationError } from '../../../backend/shared/index.js';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'secret-key-'));
});
afterEach(() => rm(home, { recursive: true }));

const load = (settings: { secretKey?: string; secretKeyFile?: string; home?: string } = {}) =>
  loadSecretKey({ secretKey: null, secretKeyFile: null, home, ...settings });

describe('loading the secret key', () => {
  it('is made at the first start, readable by its owner alone, and is the same afterwards', async () => {
    const folder = join(home, 'new', '.syncline');
    const first = await load({ home: folder });
    expect(first).toHaveLength(32);
    expect(await load({ home: folder })).toEqual(first);
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(Buffer.from(await readFile(join(folder, 'secret.key'), 'utf8'), 'base64')).toEqual(Buffer.from(first));
  });

  it('is one key when many start at once, and nothing else is left behind', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => load()));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    expect(await readdir(home)).toEqual(['secret.key']);
  });

  it('comes from the setting, or from the file that the setting names', async () => {
    const bytes = randomBytes(32);
    const file = join(home, 'mounted');
    await writeFile(file, `${bytes.toString('base64')}\n`);
    expect(Buffer.from(await load({ secretKey: bytes.toString('base64') }))).toEqual(bytes);
    expect(Buffer.from(await load({ secretKeyFile: file }))).toEqual(bytes);
    expect(await readdir(home)).toEqual(['mounted']);
  });

  it.each([
    [
      'too short',
      randomBytes(16).toString('base64'),
      /SYNCLINE_SECRET_KEY must be 32 bytes in base64.*it has 16 bytes/,
    ],
    ['too long', randomBytes(33).toString('base64'), /it has 33 bytes/],
    ['no base64', 'correct horse battery staple', /it is not base64/],
    ['empty', '', /it is not base64/],
    ['hex', randomBytes(32).toString('hex'), /it has 48 bytes/],
  ])('is refused when it is %s, without being shown', async (_, secretKey, message) => {
    const refusal = load({ secretKey });
    await expect(refusal).rejects.toThrow(ConfigurationError);
    await expect(load({ secretKey })).rejects.toThrow(message);
    if (secretKey !== '') await expect(load({ secretKey })).rejects.not.toThrow(secretKey);
  });

  it('refuses a key file in the home folder that was cut, instead of making another', async () => {
    await writeFile(join(home, 'secret.key'), randomBytes(20).toString('base64'));
    await expect(load()).rejects.toThrow(/secret\.key must be 32 bytes in base64.*it has 20 bytes/);
  });

  it('refuses a named file that is not there, and two settings at once', async () => {
    await expect(load({ secretKeyFile: join(home, 'none') })).rejects.toThrow(/there is no file .*none; make it by/);
    await expect(load({ secretKey: 'a', secretKeyFile: 'b' })).rejects.toThrow(/both set; keep one/);
  });

  it('says what to do when the key file cannot be made', async () => {
    await writeFile(join(home, 'file'), '');
    await expect(load({ home: join(home, 'file') })).rejects.toThrow(/cannot be read|could not be made/);
    await expect(load({ home: join(home, 'file') })).rejects.toThrow(ConfigurationError);
  });
});
