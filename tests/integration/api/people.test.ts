import { expect, test } from 'vitest';
import { apiBench } from './support/api-bench.js';
import { addPerson, ask, shown, signIn } from './support/people.js';

const bench = apiBench();

interface Invited {
  readonly link: string;
}
interface Problem {
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

test('a person is added by a link that is told once and nowhere else', async () => {
  const made = await bench.post<Invited>('/users', { name: 'anna', role: 'viewer' });
  expect(made).toMatchObject({ status: 201, body: { user: { name: 'anna', role: 'viewer', state: 'invited' } } });
  expect(made.body.link).toMatch(/^\/setup#synclinel_/);
  const secret = made.body.link.split('#')[1] ?? '';
  const users = await bench.get<object>('/users');
  expect(users.body).toMatchObject({ items: [{ name: 'anna', state: 'invited' }] });
  const audit = await bench.get<object>('/audit');
  expect(audit.body).toMatchObject({ items: [{ action: 'add user', subject: 'anna' }] });
  expect(JSON.stringify([users.body, audit.body])).not.toContain(secret);
  const again = await bench.post<Problem>('/users', { name: 'Anna', role: 'viewer' });
  expect(again).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/name' }] } });
});

test('a person loses password, role and account, and what was open by it is closed', async () => {
  await addPerson(bench, 'anna', 'operator');
  expect((await bench.post('/users/anna/role', { role: 'viewer' })).body).toMatchObject({ role: 'viewer' });
  expect((await bench.post<Invited>('/users/anna/reset', {})).body).toMatchObject({ user: { state: 'invited' } });
  expect((await bench.post('/users/anna/disable', {})).body).toMatchObject({ state: 'disabled' });
  expect((await bench.post('/users/anna/disable', {})).status).toBe(404);
  expect((await bench.post('/users/nobody/role', { role: 'viewer' })).status).toBe(404);
  const { body } = await bench.get<{ readonly items: readonly { readonly action: string }[] }>('/audit?subject=ANN');
  expect(body.items.map(({ action }) => action)).toEqual([
    'disable user',
    'reset user',
    'change role',
    'set password',
    'add user',
  ]);
});

// Red without: keepAnAdministrator in backend/application/deeds/administer-people.ts.
test('the only administrator who can sign in stays one', async () => {
  await addPerson(bench, 'anna', 'administrator');
  await bench.post('/users', { name: 'bob', role: 'administrator' });
  for (const [deed, body] of [
    ['disable', {}],
    ['role', { role: 'viewer' }],
  ] as const) {
    const refused = await bench.post<Problem>(`/users/anna/${deed}`, body);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('only administrator') } });
  }
  await addPerson(bench, 'carol', 'administrator');
  expect((await bench.post('/users/anna/disable', {})).status).toBe(200);
});

// Red without: refuseUnawares in backend/application/deeds/administer-people.ts.
test('nobody shuts himself out without saying that he means it', async () => {
  await addPerson(bench, 'anna', 'administrator');
  await addPerson(bench, 'bob', 'administrator');
  const headers = shown((await signIn(bench, 'anna')).body.token);
  for (const [deed, body] of [
    ['disable', {}],
    ['reset', {}],
    ['role', { role: 'operator' }],
  ] as const) {
    expect((await ask(bench, ['post', `/users/Anna/${deed}`], { headers, body })).status, deed).toBe(409);
  }
  expect((await ask(bench, ['get', '/session'], { headers })).status).toBe(200);
  expect((await ask(bench, ['post', '/users/anna/disable'], { headers, body: { evenMyself: true } })).status).toBe(200);
  expect((await ask(bench, ['get', '/session'], { headers })).status).toBe(401);
});

test('a token is made once, shown once, and ended', async () => {
  const made = await bench.post<{ readonly token: string }>('/tokens', { name: 'board', scope: 'viewer', days: 90 });
  expect(made).toMatchObject({ status: 201, body: { name: 'board', scope: 'viewer', expiresAt: expect.any(String) } });
  const twice = await bench.post<Problem>('/tokens', { name: 'board', scope: 'viewer' });
  expect(twice).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/name' }] } });
  const { body } = await bench.get<object>('/tokens');
  expect(body).toMatchObject({ items: [{ name: 'board' }, { name: 'operator', expiresAt: null }] });
  expect(JSON.stringify(body)).not.toContain(made.body.token);
  expect((await bench.post('/tokens/board/revoke', {})).body).toEqual({ revoked: 'board' });
  expect((await bench.post('/tokens/board/revoke', {})).status).toBe(404);
  const { body: audit } = await bench.get('/audit?actor=operator&limit=2');
  expect(audit).toMatchObject({
    items: [{ action: 'revoke token' }, { action: 'create token', details: { days: 90 } }],
  });
});

// Red without: the look at who asks in endToken.
test('the token by which somebody has come in is not ended by mistake', async () => {
  expect((await bench.post('/tokens/operator/revoke', {})).status).toBe(409);
  expect((await bench.post('/tokens/operator/revoke', { evenMyself: true })).status).toBe(200);
  expect((await bench.get('/tokens')).status).toBe(401);
});

test('the audit log is narrowed by who, what and when', async () => {
  await bench.post('/integrations/incidents/pause');
  bench.world.clock.advance(60_000);
  const between = bench.world.clock.now().toISOString();
  bench.world.clock.advance(60_000);
  await bench.post('/integrations/incidents/resume');
  const actions = async (query: string) =>
    (await bench.get<{ readonly items: readonly { readonly action: string }[] }>(`/audit?${query}`)).body.items.map(
      ({ action }) => action,
    );
  expect(await actions(`since=${between}`)).toEqual(['resume']);
  expect(await actions(`until=${between}`)).toEqual(['pause']);
  expect(await actions('actor=OPER&subject=inci')).toEqual(['resume', 'pause']);
  expect(await actions('actor=nobody')).toEqual([]);
  expect((await bench.get('/audit?since=yesterday')).status).toBe(400);
});
