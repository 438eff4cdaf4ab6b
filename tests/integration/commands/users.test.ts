import { expect, test } from 'vitest';
import { setUp } from '../../../backend/accounts/index.js';
import { commandBench } from './support/command-bench.js';

const bench = commandBench();
const PASSWORD = 'three owls on a wire';

interface Invited {
  readonly name: string;
  readonly role: string;
  readonly link: string;
}

const listed = async () => (await bench.json<{ users: object[] }>('user', 'list')).document.users;
const useLink = async (link: string, name: string | null = null) =>
  (await setUp(bench.database, { link: new URL(link).hash.slice(1), name, password: PASSWORD })).outcome;

test('user add prints a link by which the person chooses a password, and user list says how far that is', async () => {
  expect((await bench.run('user', 'list')).out).toContain('There is no account');
  bench.environment.SYNCLINE_PUBLIC_URL = 'https://sync.example.com/here';
  const { document } = await bench.json<Invited>('user', 'add', 'anna', '--role', 'viewer');
  expect(document).toMatchObject({ name: 'anna', role: 'viewer' });
  expect(document.link).toMatch(/^https:\/\/sync\.example\.com\/here\/setup#synclinel_/);
  expect(await listed()).toMatchObject([{ name: 'anna', role: 'viewer', state: 'invited' }]);
  expect(await useLink(document.link)).toBe('set up');
  expect(await listed()).toMatchObject([{ name: 'anna', state: 'active' }]);
  expect(JSON.stringify(await listed())).not.toContain('argon2');
});

test('a name is taken until its account is disabled, and then taken up again with another role', async () => {
  await bench.run('user', 'add', 'anna');
  expect(await bench.run('user', 'add', 'ANNA')).toMatchObject({
    code: 2,
    notes: expect.stringContaining('user reset'),
  });
  expect((await bench.json('user', 'disable', 'anna')).document).toEqual({ disabled: 'anna' });
  expect(await bench.run('user', 'disable', 'anna')).toMatchObject({ code: 2 });
  expect(await listed()).toMatchObject([{ state: 'disabled' }]);
  const { document } = await bench.json<Invited>('user', 'add', 'anna', '--role', 'administrator');
  expect(await useLink(document.link)).toBe('set up');
  expect(await listed()).toMatchObject([{ name: 'anna', role: 'administrator', state: 'active' }]);
});

// Red without: createSetupLink's deletion of the earlier one.
test('user reset ends the password and any earlier link', async () => {
  const { out: first } = await bench.run('user', 'add', 'anna');
  const { document } = await bench.json<Invited>('user', 'reset', 'anna');
  expect(await useLink(first)).toBe('refused');
  expect(await useLink(document.link)).toBe('set up');
  expect(await bench.run('user', 'reset', 'nobody')).toMatchObject({ code: 2 });
});

// Red without: findAdministrator in renewFirstSetupLink.
test('user setup-link makes the first administrator, and no second one', async () => {
  const { document } = await bench.json<Pick<Invited, 'link'>>('user', 'setup-link');
  expect(document.link).toMatch(/^http:\/\/127\.0\.0\.1:8080\/setup#synclinel_/);
  expect(await useLink(document.link, 'anna')).toBe('set up');
  expect(await bench.run('user', 'setup-link')).toMatchObject({
    code: 2,
    notes: expect.stringContaining('anna is an administrator already'),
  });
});

test('what is done to accounts is audited, and names and roles that cannot be are wrong usage', async () => {
  await bench.run('user', 'setup-link');
  await bench.run('user', 'add', 'anna');
  await bench.run('user', 'reset', 'anna');
  await bench.run('user', 'disable', 'anna');
  const { document } = await bench.json<{ entries: { action: string; subject: string | null }[] }>('audit');
  expect(document.entries.map(({ action, subject }) => [action, subject])).toEqual([
    ['disable user', 'anna'],
    ['reset user', 'anna'],
    ['add user', 'anna'],
    ['make setup link', null],
  ]);
  expect((await bench.run('user', 'add', '<b>')).code).toBe(64);
  expect((await bench.run('user', 'add', 'bert', '--role', 'metrics')).code).toBe(64);
});
