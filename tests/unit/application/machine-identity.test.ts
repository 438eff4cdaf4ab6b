import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { machineIdentity } from '../../../backend/application/machine-identity.js';

const ID = '4c3a1e0f9d2b4a6c8e7f0a1b2c3d4e5f';
let folder: string;
let of: (id: string | null, isBooted?: boolean) => Promise<string | null>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'syncline-machine-'));
  of = async (id, isBooted = true) => {
    const [booted, idFile] = [join(folder, 'system'), join(folder, 'machine-id')];
    await Promise.all([booted, idFile].map((path) => rm(path, { recursive: true, force: true })));
    if (isBooted) await mkdir(booted);
    if (id !== null) await writeFile(idFile, `${id}\n`);
    return machineIdentity({ booted, idFile });
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

// I18. Red without: the id in what is hashed.
test('a machine is told from another, always in the same words and not by its bare id', async () => {
  const identity = await of(ID);
  expect(identity).toMatch(/^[\w-]{43}$/);
  expect(await of(ID)).toBe(identity);
  expect(await of(ID.replace('4c', '5c'))).not.toBe(identity);
});

test('in a container, and where there is no id that can be relied on, nothing tells', async () => {
  expect(await of(ID, false)).toBeNull();
  expect(await of(null)).toBeNull();
  expect(await of('uninitialized')).toBeNull();
});
