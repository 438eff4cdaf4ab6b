import { describe, expect, it } from 'vitest';
import { jiraCall } from '../../../addon/jira-call.js';
import { type JiraPermissions, ownPermissions, permissionsOf } from '../../../addon/jira-permissions.js';
import { rightsInJira } from '../../../addon/rights-in-jira.js';
import { NoAnswerError } from '../../../backend/connectors/sdk/index.js';
import { MalformedAnswerError, UnavailableError } from '../../../backend/shared/index.js';
import type { Database } from '../../../backend/storage/index.js';
import { seededRandom } from '../../sandbox/http/index.js';
import { appAccount, JiraSandbox } from '../../sandbox/jira/index.js';
import { JumpingClock } from '../../support/jumping-clock.js';
import { sandboxPort } from '../../support/sandbox-port.js';

const { signal } = new AbortController();
const NOTHING = { browse: false, edit: false };

/** A site in which bob administers one project, with an app that administers it all, so that it may ask of others as a Connect app may. */
function site() {
  const clock = new JumpingClock();
  const plain = new JiraSandbox({ clock, random: seededRandom(7) }).state.directory.site;
  const accounts = plain.accounts.map((each) =>
    each.name === 'bob' ? { ...each, rights: { BENCH: ['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'] as const } } : each,
  );
  const jira = new JiraSandbox({ clock, random: seededRandom(7), site: { ...plain, accounts } });
  const port = sandboxPort(jira, clock);
  const account = { ...appAccount('syncline', 'Syncline'), isAdministrator: true };
  jira.installApp({ key: 'syncline', sharedSecret: null, systemToken: 'system', account });
  const { baseUrl } = jira.state.directory.site;
  const asPerson = (name: string): JiraPermissions => {
    const { email, token } = jira.state.directory.person(name);
    const basic = Buffer.from(`${email}:${token}`).toString('base64');
    return ownPermissions(
      jiraCall(port, baseUrl, () => `Basic ${basic}`),
      '/rest/api/3',
    );
  };
  const asApp = (name: string): JiraPermissions =>
    permissionsOf(
      jiraCall(port, baseUrl, () => 'Bearer system'),
      jira.state.directory.person(name).accountId,
    );
  const [first, second] = plain.projects;
  const issue = jira.createIssue({ project: String(first?.key), summary: 'Printer' });
  return { asPerson, asApp, project: String(first?.id), other: String(second?.id), issue: issue.id };
}

describe.each(['asPerson', 'asApp'] as const)('permissions asked %s', (way) => {
  it('are those that Jira gives the person', async () => {
    const { [way]: of, project, other, issue } = site();
    expect(await of('admin').isAdministrator(signal)).toBe(true);
    expect(await of('bob').isAdministrator(signal)).toBe(false);
    expect(await of('bob').administers([project, other], signal)).toEqual([project]);
    expect(await of('reader').isAdministrator(signal)).toBe(false);
    expect(await of('reader').administers([project], signal)).toEqual([]);
    expect(await of('reader').onIssue(issue, signal)).toEqual({ browse: true, edit: false });
    expect(await of('alice').onIssue(issue, signal)).toEqual({ browse: true, edit: true });
  });

  it('are none on what the person does not see, or what is nowhere', async () => {
    const { [way]: of, project, issue } = site();
    expect(await of('stranger').onIssue(issue, signal)).toEqual(NOTHING);
    expect(await of('admin').onIssue('999999', signal)).toEqual(NOTHING);
    expect(await of('stranger').administers([project, '999999'], signal)).toEqual([]);
  });

  // Red without: ID in addon/jira-permissions.ts.
  it('are never asked of what is no id', async () => {
    const { [way]: of, issue } = site();
    expect(await of('admin').onIssue(`${issue}&issueKey=1`, signal)).toEqual(NOTHING);
    expect(await of('admin').administers(['1&permissions=BROWSE_PROJECTS'], signal)).toEqual([]);
  });
});

describe('a Jira that does not say', () => {
  it.each([
    ['refuses', 403, '{}', UnavailableError],
    ['answers a page', 200, '<html>', MalformedAnswerError],
    ['answers another shape', 200, '{"permissions":[]}', MalformedAnswerError],
  ])('%s: nobody has a right by it', async (_, status, body, expected) => {
    const call = jiraCall(
      async () => ({ status, headers: {}, body }),
      'http://127.0.0.1',
      () => 'Bearer x',
    );
    await expect(ownPermissions(call, '/rest/api/3').isAdministrator(signal)).rejects.toThrow(expected);
    await expect(permissionsOf(call, 'a').isAdministrator(signal)).rejects.toThrow(expected);
  });

  it('is away', async () => {
    const call = jiraCall(
      async () => {
        throw new NoAnswerError('refused', { sent: false });
      },
      'http://127.0.0.1',
      () => 'Bearer x',
    );
    await expect(permissionsOf(call, 'a').isAdministrator(signal)).rejects.toThrow(UnavailableError);
  });
});

describe('rights in Jira', () => {
  /** Counts what is asked of a Jira in which everything is allowed. */
  function counted() {
    const asked: string[] = [];
    const permissions: JiraPermissions = {
      isAdministrator: async () => asked.push('site') > 0,
      administers: async (ids) => {
        asked.push(`projects ${ids.join()}`);
        return ids;
      },
      onIssue: async (id) => {
        asked.push(`issue ${id}`);
        return { browse: true, edit: true };
      },
    };
    return { asked, permissions };
  }

  // Red without: BELIEVED_MS in addon/rights-in-jira.ts.
  it('are believed for a minute, of one person in one site', async () => {
    const { asked, permissions } = counted();
    const clock = new JumpingClock();
    const parts = { database: {} as Database, clock };
    const open = (id: string, person: string) => rightsInJira(parts, { site: { id }, person, permissions }, signal);
    const rights = await open('one', 'ada');
    expect(rights.role).toBe('administrator');
    expect(await rights.administers(['1', '2'], signal)).toEqual(['1', '2']);
    expect(await rights.administers(['2', '3'], signal)).toEqual(['2', '3']);
    await rights.onIssue('7', signal);
    clock.advance(59_000);
    await (await open('one', 'ada')).onIssue('7', signal);
    expect(asked).toEqual(['site', 'projects 1,2', 'projects 3', 'issue 7']);
    await (await open('two', 'ada')).onIssue('7', signal);
    await (await open('one', 'bob')).onIssue('7', signal);
    expect(asked.slice(4)).toEqual(['site', 'issue 7', 'site', 'issue 7']);
    clock.advance(1_000);
    await (await open('one', 'ada')).onIssue('7', signal);
    expect(asked.slice(8)).toEqual(['site', 'issue 7']);
  });
});
