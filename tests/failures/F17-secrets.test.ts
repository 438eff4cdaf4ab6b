import { expect, test } from 'vitest';
import { createSecretBox } from '../../backend/secrets/index.js';
import { ConfigurationError } from '../../backend/shared/index.js';

const context = { tenant: 'default', connection: 'jira', url: 'https://example.atlassian.net' };
const box = (fill: number) => createSecretBox({ keys: [new Uint8Array(32).fill(fill)] });

test('sealing the same text twice gives different bytes, and both open', () => {
  const [one, other] = [box(1).seal(context, 'secret'), box(1).seal(context, 'secret')];
  expect(one).not.toBe(other);
  expect([box(1).open(context, one), box(1).open(context, other)]).toEqual(['secret', 'secret']);
});

test('a secret that was sealed with another key is refused by the id of that key', () => {
  expect(() => box(2).open(context, box(1).seal(context, 'secret'))).toThrow(ConfigurationError);
});

test('a key of 16 bytes is refused', () => {
  expect(() => createSecretBox({ keys: [new Uint8Array(16)] })).toThrow(ConfigurationError);
});
