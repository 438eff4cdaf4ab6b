import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { isDropped, type SandboxResponse, seededRandom } from '../../../sandbox/http/index.js';
import { JiraSandbox } from '../../../sandbox/jira/index.js';

const LINK = {
  clientId: 'client',
  clientSecret: 'link-secret',
  redirectUri: 'https://sync.example.com/oauth/callback',
  scope: 'WRITE',
} as const;
const VERIFIER = 'v'.repeat(43);
const ASKED = {
  client_id: LINK.clientId,
  redirect_uri: LINK.redirectUri,
  response_type: 'code',
  scope: 'READ',
  state: 'state',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
};

let now: Date;
let jira: JiraSandbox;
beforeEach(() => {
  now = new Date('2026-05-04T09:00:00.000Z');
  jira = new JiraSandbox({
    clock: { now: () => now },
    random: seededRandom(7),
    site: { deployment: 'datacenter' },
  });
  jira.addIncomingLink(LINK);
});

async function send(
  method: string,
  url: string,
  options: { readonly form?: Record<string, string>; readonly token?: string } = {},
): Promise<SandboxResponse> {
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
  if (options.token !== undefined) headers.authorization = `Bearer ${options.token}`;
  const body = options.form === undefined ? null : Buffer.from(String(new URLSearchParams(options.form)));
  const outcome = await jira.handle({ method, url, headers, body });
  if (isDropped(outcome)) throw new Error('no answer');
  return outcome;
}

const authorize = (changes: Record<string, string> = {}) =>
  send('POST', '/rest/oauth2/latest/authorize', { form: { ...ASKED, as: 'alice', decision: 'allow', ...changes } });
const sentTo = ({ headers }: SandboxResponse) => new URL(headers.location ?? 'none:').searchParams;

async function token(form: Record<string, string>) {
  const client = { client_id: LINK.clientId, client_secret: LINK.clientSecret };
  const { status, body } = await send('POST', '/rest/oauth2/latest/token', { form: { ...client, ...form } });
  return { status, body: JSON.parse(body.toString()) };
}

async function code(changes: Record<string, string> = {}): Promise<string> {
  return sentTo(await authorize(changes)).get('code') ?? '';
}

const exchange = async (changes: Record<string, string> = {}) =>
  token({
    grant_type: 'authorization_code',
    code: changes.code ?? (await code()),
    redirect_uri: LINK.redirectUri,
    code_verifier: VERIFIER,
    ...changes,
  });
const myself = (bearer: string) => send('GET', '/rest/api/2/myself', { token: bearer });

describe('the OAuth provider of the simulated Data Center', () => {
  it('lets a person in by code and verifier, and knows who it is until the token ends', async () => {
    const { status, body } = await exchange();
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 7200, scope: 'READ' });
    expect(JSON.parse((await myself(body.access_token)).body.toString())).toMatchObject({ name: 'alice' });
    now = new Date(now.getTime() + 7_200_000);
    expect((await myself(body.access_token)).status).toBe(401);
  });

  it('takes a code once, also when the first use was refused', async () => {
    const one = await code();
    expect(await exchange({ code: one, code_verifier: 'w'.repeat(43) })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect(await exchange({ code: one })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it.each([
    ['another redirect address', { redirect_uri: 'https://evil.example/' }],
    ['the challenge for the verifier', { code_verifier: ASKED.code_challenge }],
    ['another secret', { client_secret: 'x' }],
  ])('refuses %s', async (_, changes) => {
    const { status, body } = await exchange(changes);
    expect([400, 401]).toContain(status);
    expect(body).not.toHaveProperty('access_token');
  });

  it('renews both tokens, and those before let nobody in', async () => {
    const first = (await exchange()).body;
    const second = (await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token })).body;
    expect(new Set([...Object.values(first), ...Object.values(second)]).size).toBe(7);
    expect((await myself(first.access_token)).status).toBe(401);
    expect((await myself(second.access_token)).status).toBe(200);
    const again = await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('sends nobody to an address that was not entered, and says no with the state', async () => {
    expect(await authorize({ redirect_uri: 'https://evil.example/' })).toMatchObject({ status: 400 });
    expect(String(sentTo(await authorize({ decision: 'deny' })))).toBe('error=access_denied&state=state');
    expect(sentTo(await authorize({ scope: 'ADMIN' })).get('error')).toBe('invalid_scope');
    const page = await send(
      'GET',
      `/rest/oauth2/latest/authorize?${new URLSearchParams({ ...ASKED, state: '"><b>' })}`,
    );
    expect(page.body).toContain('value="&quot;>&lt;b>"');
  });
});
