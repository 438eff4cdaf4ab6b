import { expect, test } from 'vitest';
import { type HttpPort, NoAnswerError } from '../../../backend/connectors/sdk/index.js';
import { clockSkew } from '../../../backend/doctor/connection/clock-skew.js';
import { reach } from '../../../backend/doctor/connection/reach.js';
import { nodeVersion } from '../../../backend/doctor/platform/node-version.js';
import { ConfigurationError } from '../../../backend/shared/index.js';

const connection = { name: 'jira', settings: { url: 'https://jira.example.com' } } as Parameters<typeof reach>[0];
const signal = new AbortController().signal;

/** As undici and Node nest them: the system's error is the cause of a cause. */
function failing(code: string): HttpPort {
  const system = Object.assign(new Error(`it said ${code}`), { code });
  return () =>
    Promise.reject(new NoAnswerError('fetch failed', { sent: false, cause: new Error('wrapped', { cause: system }) }));
}

// Red without: the branch of that code.
test.each([
  ['ENOTFOUND', 'no address for jira.example.com'],
  ['EAI_AGAIN', 'name server'],
  ['ECONNREFUSED', 'Nothing listens'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'connections.jira.ca'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'NODE_EXTRA_CA_CERTS'],
  ['CERT_HAS_EXPIRED', 'certificate'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS'],
  ['ETIMEDOUT', 'firewall'],
])('the way that ends with %s is mended in its own way', async (code, words) => {
  const { check, response } = await reach(connection, () => failing(code), signal);
  expect(response).toBeNull();
  expect(check).toMatchObject({ id: 'reach', outcome: 'fails', fix: expect.stringContaining(words) });
});

test('secrets that do not open are told from a tool that is away', async () => {
  const closed = () => {
    throw new ConfigurationError('sealed with another key');
  };
  expect((await reach(connection, closed, signal)).check).toMatchObject({ id: 'credentials', outcome: 'fails' });
});

test('whatever a tool answers to a stranger, it was reached', async () => {
  const port: HttpPort = () => Promise.resolve({ status: 403, headers: {}, body: '<html>' });
  expect((await reach(connection, () => port, signal)).check.outcome).toBe('ok');
});

// Red without: the bound, and the direction.
test.each([
  ['2026-03-02T09:00:00Z', 'ok', null],
  ['2026-03-02T09:03:00Z', 'warning', '180 s ahead of the tool'],
  ['2026-03-02T08:57:00Z', 'warning', '180 s behind the tool'],
])('a clock that says %s', (now, outcome, words) => {
  const response = { status: 200, headers: { date: 'Mon, 02 Mar 2026 09:00:00 GMT' }, body: '' };
  const check = clockSkew(response, new Date(now));
  expect(check?.outcome).toBe(outcome);
  if (words !== null) expect(check?.found).toContain(words);
});

test('no clock is compared where the tool shows none', () => {
  expect(clockSkew({ status: 200, headers: {}, body: '' }, new Date())).toBeNull();
});

// Red without: comparing the minor number too.
test.each([
  ['20.18.3', 'fails'],
  ['18.20.0', 'fails'],
  ['20.19.0', 'ok'],
  ['22.1.0', 'ok'],
])('Node %s', (version, outcome) => {
  expect(nodeVersion(version).outcome).toBe(outcome);
});
