import { describe, expect, it } from 'vitest';
import { appAccount } from '../../../sandbox/jira/index.js';
import { ConnectHost, InstallKeys } from '../../../sandbox/jira-host/connect/index.js';
import { SandboxCaller } from './caller.js';

const CHECK = {
  globalPermissions: ['ADMINISTER'],
  projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], projects: [10_000, 10_003] }],
};
const PATH = '/rest/api/3/permissions/check';

/** A site with an app, and the header of a call that the app makes as itself. */
async function siteWithApp(claims: Readonly<Record<string, unknown>> = {}) {
  const caller = new SandboxCaller();
  const { baseUrl } = caller.jira.state.directory.site;
  const host = new ConnectHost({
    site: { clientKey: 'client-1', baseUrl, cloudId: 'cloud-1' },
    // An app that calls Jira signs with its own key as the issuer, and hashes the path below Jira's address.
    app: { key: 'org.example.syncline', baseUrl },
    clock: caller.jira.state.clock,
    installKey: new InstallKeys().add('0b9d6c9e-4b1e-4c39-8a5e-6f1f63c2a0aa'),
  });
  const account = appAccount('org.example.syncline', 'Syncline');
  caller.jira.installApp({ key: account.name, sharedSecret: host.sharedSecret, systemToken: 'system-token', account });
  const token = await host.requestToken({
    method: 'POST',
    url: `${baseUrl}${PATH}`,
    accountId: null,
    claims: { iss: account.name, ...claims },
  });
  return { caller, headers: { authorization: `JWT ${token}` } };
}

describe('an app in the site', () => {
  it('asks for the permissions of a person, with a token of its own', async () => {
    const { caller, headers } = await siteWithApp();
    const { accountId } = caller.jira.state.directory.person('admin');
    const { status, body } = await caller.post(PATH, { ...CHECK, accountId }, { headers });
    expect(status).toBe(200);
    expect(body.globalPermissions).toEqual(['ADMINISTER']);
    expect(body.projectPermissions).toEqual([
      { permission: 'BROWSE_PROJECTS', projects: [10_000, 10_003], issues: [] },
    ]);
    const reader = caller.jira.state.directory.person('reader').accountId;
    expect((await caller.post(PATH, { ...CHECK, accountId: reader }, { headers })).body.globalPermissions).toEqual([]);
  });

  it('is nobody with a token that is another call’s, expired or signed otherwise', async () => {
    for (const claims of [{ qsh: 'context-qsh' }, { exp: 1 }, { exp: undefined }, { iss: 'another.app' }]) {
      const { caller, headers } = await siteWithApp(claims);
      expect((await caller.post(PATH, CHECK, { headers })).status).toBe(401);
    }
    const { caller, headers } = await siteWithApp();
    const forged = { authorization: `${headers.authorization.slice(0, -6)}AAAAAA` };
    expect((await caller.post(PATH, CHECK, { headers: forged })).status).toBe(401);
  });

  it('signs in by its system token until it is removed', async () => {
    const { caller } = await siteWithApp();
    const headers = { authorization: 'Bearer system-token' };
    expect((await caller.get('/myself', { headers })).body.accountType).toBe('app');
    caller.jira.removeApp('org.example.syncline');
    expect((await caller.get('/myself', { headers })).status).toBe(401);
  });

  it('alone, beside administrators, may ask about others', async () => {
    const { caller } = await siteWithApp();
    const { accountId } = caller.jira.state.directory.person('reader');
    expect((await caller.post(PATH, { ...CHECK, accountId }, { as: 'alice' })).status).toBe(403);
    expect((await caller.post(PATH, { ...CHECK, accountId }, { as: 'admin' })).status).toBe(200);
    expect((await caller.post(PATH, { ...CHECK, accountId: 'nobody' }, { as: 'admin' })).status).toBe(400);
  });
});
