import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageDirectory, readSettings, SettingsError } from '../../../backend/settings/index.js';

const KEY = Buffer.alloc(32, 7).toString('base64');

/** The lines that are said about an environment; none when it is right. */
function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'syncline-settings-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('without any variable', () => {
  test('everything has its default', () => {
    const settings = readSettings({});
    const home = join(packageDirectory(), '.syncline');
    expect(settings).toMatchObject({
      home,
      secretKey: { file: join(home, 'secret.key') },
      port: 8080,
      mode: 'onpremise',
      licence: 'not-required',
      logLevel: 'info',
      trustedProxies: [],
      outgoing: { proxyUrl: undefined, noProxy: undefined, extraCertificatesFile: undefined },
      jiraApp: { allowedJiraHosts: ['*.atlassian.net', '*.jira.com'], forgeAppId: undefined },
    });
    expect([settings.databaseUrl, settings.queueUrl, settings.publicUrl, settings.connectorsDirectory]).toEqual(
      Array(4).fill(undefined),
    );
  });

  test('the home lies beside package.json', () => {
    expect(packageDirectory()).toBe(process.cwd());
  });

  test('a variable set to nothing counts as not set', () => {
    expect(readSettings({ SYNCLINE_PORT: '', DATABASE_URL: ' ' })).toMatchObject({
      port: 8080,
      databaseUrl: undefined,
    });
  });
});

describe('right values', () => {
  test('each one arrives, typed', () => {
    const file = join(directory, 'ca.pem');
    writeFileSync(file, 'certificate');
    const settings = readSettings({
      SYNCLINE_HOME: 'some/where',
      DATABASE_URL: 'postgresql://me:p%40ss@db.example.com/syncline?sslmode=require',
      SYNCLINE_SECRET_KEY: KEY,
      SYNCLINE_PUBLIC_URL: 'https://example.com/sync/',
      SYNCLINE_PORT: '9000',
      SYNCLINE_MODE: 'saas',
      SYNCLINE_LICENCE: 'required',
      SYNCLINE_QUEUE_URL: 'amqps://queue.example.com',
      SYNCLINE_LOG_LEVEL: 'debug',
      SYNCLINE_TRUSTED_PROXIES: 'loopback, 10.0.0.0/8, ::1',
      HTTPS_PROXY: 'http://user:secret@proxy:3128',
      NO_PROXY: 'localhost,.example.com',
      NODE_EXTRA_CA_CERTS: file,
      SYNCLINE_CONNECT_KEYS_URL: 'http://127.0.0.1:9103/keys/',
      SYNCLINE_CONNECT_SCRIPT_URL: 'https://scripts.example.com/all.js',
      SYNCLINE_FORGE_APP_ID: 'ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000001',
      SYNCLINE_FORGE_JWKS_URL: 'https://keys.example.com/jwks.json',
      SYNCLINE_ALLOWED_JIRA_HOSTS: '*.Atlassian.net, localhost:2990, 127.0.0.1',
      SYNCLINE_CONNECTORS_DIR: directory,
    });
    expect(settings).toMatchObject({
      home: join(process.cwd(), 'some/where'),
      databaseUrl: 'postgresql://me:p%40ss@db.example.com/syncline?sslmode=require',
      secretKey: { keys: [Buffer.alloc(32, 7)] },
      publicUrl: 'https://example.com/sync',
      port: 9000,
      mode: 'saas',
      licence: 'required',
      queueUrl: 'amqps://queue.example.com',
      logLevel: 'debug',
      trustedProxies: ['loopback', '10.0.0.0/8', '::1'],
      outgoing: {
        proxyUrl: 'http://user:secret@proxy:3128',
        noProxy: 'localhost,.example.com',
        extraCertificatesFile: file,
      },
      jiraApp: {
        connectKeysUrl: 'http://127.0.0.1:9103/keys',
        connectScriptUrl: 'https://scripts.example.com/all.js',
        forgeAppId: 'ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000001',
        forgeJwksUrl: 'https://keys.example.com/jwks.json',
        allowedJiraHosts: ['*.atlassian.net', 'localhost:2990', '127.0.0.1'],
      },
      connectorsDirectory: directory,
    });
  });

  test('the small spelling of the proxy variables counts where the large one is absent', () => {
    const small = { https_proxy: 'http://small:1', no_proxy: 'small' };
    expect(readSettings(small).outgoing).toMatchObject({ proxyUrl: 'http://small:1', noProxy: 'small' });
    const both = { ...small, HTTPS_PROXY: 'http://large:1', NO_PROXY: 'large' };
    expect(readSettings(both).outgoing).toMatchObject({ proxyUrl: 'http://large:1', noProxy: 'large' });
  });
});

describe('wrong values', () => {
  test.each([
    ['SYNCLINE_PORT', '80a'],
    ['SYNCLINE_PORT', '65536'],
    ['SYNCLINE_PORT', '-1'],
    ['DATABASE_URL', 'mysql://host/db'],
    ['DATABASE_URL', 'postgres://host'],
    ['SYNCLINE_SECRET_KEY', Buffer.alloc(31).toString('base64')],
    ['SYNCLINE_SECRET_KEY', `${KEY.slice(0, 20)}!${KEY.slice(20)}`],
    ['SYNCLINE_PUBLIC_URL', 'sync.example.com'],
    ['SYNCLINE_PUBLIC_URL', 'https://example.com/?a=b'],
    ['SYNCLINE_MODE', 'cloud'],
    ['SYNCLINE_LICENCE', 'yes'],
    ['SYNCLINE_QUEUE_URL', 'redis://host'],
    ['SYNCLINE_LOG_LEVEL', 'loud'],
    ['SYNCLINE_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['SYNCLINE_TRUSTED_PROXIES', 'everyone'],
    ['HTTPS_PROXY', 'socks5://proxy'],
    ['NODE_EXTRA_CA_CERTS', '/nowhere/ca.pem'],
    ['SYNCLINE_CONNECT_KEYS_URL', 'http://keys.example.com'],
    ['SYNCLINE_CONNECT_SCRIPT_URL', 'http://scripts.example.com/all.js'],
    ['SYNCLINE_FORGE_JWKS_URL', 'https://user:password@keys.example.com'],
    ['SYNCLINE_FORGE_APP_ID', '00000000-0000-0000-0000-000000000001'],
    ['SYNCLINE_ALLOWED_JIRA_HOSTS', 'https://jira.example.com'],
    ['SYNCLINE_ALLOWED_JIRA_HOSTS', '*'],
    ['SYNCLINE_CONNECTORS_DIR', '/nowhere'],
  ])('%s=%s is named with the form it should have', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}: .*it must be `));
  });

  test('all are named at once, one line each', () => {
    const faults = faultsOf({ SYNCLINE_PORT: 'x', SYNCLINE_MODE: 'y', SYNCLINE_LOG_LEVEL: 'z' });
    expect(faults.map((line) => line.split(':')[0])).toEqual(['SYNCLINE_PORT', 'SYNCLINE_MODE', 'SYNCLINE_LOG_LEVEL']);
    expect(faults[1]).toBe('SYNCLINE_MODE: "y" is not valid: it must be onpremise or saas');
  });

  test('what may hold a password is not repeated', () => {
    for (const name of ['DATABASE_URL', 'SYNCLINE_SECRET_KEY', 'SYNCLINE_QUEUE_URL', 'HTTPS_PROXY']) {
      expect(faultsOf({ [name]: 'ftp://me:hunter2@host' }).join()).not.toContain('hunter2');
    }
  });

  test('a key given twice is a fault', () => {
    expect(faultsOf({ SYNCLINE_SECRET_KEY: KEY, SYNCLINE_SECRET_KEY_FILE: '/run/key' })).toHaveLength(1);
  });
});

describe('the sign-in provider', () => {
  const PROVIDER = {
    SYNCLINE_PUBLIC_URL: 'https://sync.example.com',
    SYNCLINE_OIDC_ISSUER: 'https://id.example.com/realms/staff/',
    SYNCLINE_OIDC_CLIENT_ID: 'syncline',
    SYNCLINE_OIDC_ROLES: 'administrator=cn=admins,ou=it, operator = it team,operator=second line,viewer=*',
  };

  test('arrives as a whole, to the letter, with values that hold commas', () => {
    expect(readSettings({}).oidc).toBeUndefined();
    expect(readSettings({ ...PROVIDER, SYNCLINE_OIDC_CLIENT_SECRET: 'hush' }).oidc).toEqual({
      issuer: 'https://id.example.com/realms/staff/',
      clientId: 'syncline',
      clientSecret: 'hush',
      clientSecretFile: undefined,
      scope: 'openid profile email',
      roleClaim: 'roles',
      roles: [
        { role: 'administrator', value: 'cn=admins,ou=it' },
        { role: 'operator', value: 'it team' },
        { role: 'operator', value: 'second line' },
        { role: 'viewer', value: '*' },
      ],
    });
  });

  test('has its secret from a file, too, but not from both', () => {
    const file = join(directory, 'client-secret');
    writeFileSync(file, 'hush\n');
    const fromFile = { ...PROVIDER, SYNCLINE_OIDC_CLIENT_SECRET_FILE: file };
    expect(readSettings(fromFile).oidc).toMatchObject({ clientSecret: 'hush', clientSecretFile: file });
    expect(faultsOf({ ...fromFile, SYNCLINE_OIDC_CLIENT_SECRET: 'hush' })).toHaveLength(1);
  });

  test.each(['SYNCLINE_PUBLIC_URL', 'SYNCLINE_OIDC_CLIENT_ID', 'SYNCLINE_OIDC_ROLES'])(
    'without %s is a fault, for nobody could come in',
    (name) => {
      const faults = faultsOf({ ...PROVIDER, [name]: '' });
      expect(faults).toHaveLength(1);
      expect(faults[0]).toContain(`${name}: it must be set beside SYNCLINE_OIDC_ISSUER`);
    },
  );

  test.each([
    ['SYNCLINE_OIDC_ISSUER', 'http://id.example.com'],
    // Red without: SHARED_ISSUER in forms.ts.
    ['SYNCLINE_OIDC_ISSUER', 'https://login.microsoftonline.com/common/v2.0'],
    ['SYNCLINE_OIDC_ISSUER', 'https://login.microsoftonline.com/organizations/v2.0'],
    ['SYNCLINE_OIDC_SCOPE', 'profile email'],
    ['SYNCLINE_OIDC_ROLES', 'root=admins'],
    ['SYNCLINE_OIDC_ROLES', 'viewer='],
    ['SYNCLINE_OIDC_CLIENT_SECRET_FILE', '/nowhere/secret'],
  ])('%s=%s is named with the form it should have', (name, value) => {
    const faults = faultsOf({ ...PROVIDER, [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}: .*it must be `));
  });
});

test('a configuration file may name any variable but our own', () => {
  const { variable } = readSettings({ JIRA_TOKEN: 'token', DATABASE_URL: 'postgres://h/d', SYNCLINE_PORT: '1' });
  expect(['JIRA_TOKEN', 'DATABASE_URL', 'SYNCLINE_PORT', 'syncline_port', 'ABSENT'].map(variable)).toEqual([
    'token',
    ...Array(4).fill(undefined),
  ]);
});
