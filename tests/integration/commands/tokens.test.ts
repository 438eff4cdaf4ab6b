import { expect, test } from 'vitest';
import { findToken } from '../../../backend/tokens/index.js';
import { commandBench } from './support/command-bench.js';

const bench = commandBench();

interface Created {
  readonly token: string;
}

/** Whom a token lets in as; null: nobody. */
const letsIn = async (token: string) =>
  (await bench.database.transaction('find', (transaction) => findToken(transaction, token)))?.scope ?? null;

test('token create prints a token once; another of that name ends the first', async () => {
  const first = await bench.json<Created>('token', 'create', '--name', 'operator');
  expect(first).toMatchObject({ code: 0, document: { name: 'operator', scope: 'operator' } });
  expect(await letsIn(first.document.token)).toBe('operator');
  const { out } = await bench.run('token', 'create', '--name', 'operator');
  expect(await letsIn(out)).toBe('operator');
  expect(await letsIn(first.document.token)).toBeNull();
});

test('token list names them without what it takes to use them, and token revoke ends one', async () => {
  const { document } = await bench.json<Created>('token', 'create', '--name', 'grafana', '--scope', 'metrics');
  const listed = await bench.json('token', 'list');
  expect(listed.document).toMatchObject({ tokens: [{ name: 'grafana', scope: 'metrics' }] });
  expect(JSON.stringify(listed.document)).not.toContain(document.token.slice(-43));
  expect((await bench.json('token', 'revoke', 'grafana')).document).toEqual({ revoked: 'grafana' });
  expect(await letsIn(document.token)).toBeNull();
  expect(await bench.run('token', 'revoke', 'grafana')).toMatchObject({ code: 2 });
});

test('a token may end by itself', async () => {
  const { document } = await bench.json<Created>(
    'token',
    'create',
    '--name',
    'board',
    '--scope',
    'viewer',
    '--days',
    '90',
  );
  expect(await letsIn(document.token)).toBe('viewer');
  const listed = await bench.json<{ tokens: { createdAt: string; expiresAt: string }[] }>('token', 'list');
  const [board] = listed.document.tokens;
  expect(Date.parse(board?.expiresAt ?? '') - Date.parse(board?.createdAt ?? '')).toBe(90 * 24 * 3_600_000);
  expect((await bench.run('token', 'create', '--name', 'board', '--days', '0')).code).toBe(64);
});

test('scopes, names and ways that do not exist are wrong usage', async () => {
  expect((await bench.run('token', 'create')).code).toBe(64);
  expect((await bench.run('token', 'create', '--name', 'a b')).code).toBe(64);
  expect((await bench.run('token', 'create', '--name', 'a', '--scope', 'all')).code).toBe(64);
  expect((await bench.run('token', 'steal')).code).toBe(64);
});
