import { parseOptions } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { hashPassword, isPassword } from '../../../backend/accounts/password.js';

test('a password is kept as argon2id at the cost that OWASP recommends, salted', async () => {
  const [kept, again] = [await hashPassword('three owls on a wire'), await hashPassword('three owls on a wire')];
  expect(kept).toMatch(/^\$argon2id\$v=19\$/);
  expect(parseOptions(kept)).toMatchObject({
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
    outputLen: 32,
    saltLen: 16,
  });
  expect(again).not.toBe(kept);
  expect(await isPassword('three owls on a wire', kept)).toBe(true);
  expect(await isPassword('three owls on a wire ', kept)).toBe(false);
});

test('nobody has no password, not even an empty one', async () => {
  expect(await isPassword('', null)).toBe(false);
});

// Red without: normalised in password.ts.
test('the same letters of another keyboard are the same password', async () => {
  expect(await isPassword('Cafe\u0301 am Fluss', await hashPassword('Caf\u00e9 am Fluss'))).toBe(true);
});
