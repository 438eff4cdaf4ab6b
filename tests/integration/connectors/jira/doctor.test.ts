import { describe, expect, test } from 'vitest';
import type { Check, ConnectionNeeds, ContainerNeeds, FieldNeed } from '../../../../backend/connectors/sdk/index.js';
import { isDropped, json, type SandboxHandler } from '../../../sandbox/http/index.js';
import { type OpenSite, openSite } from './open-site.js';

/** Both Jiras answer the same questions in their own ways; each request is held against the API's own description. */
const DEPLOYMENTS = ['cloud', 'datacenter'] as const;

function field(id: string, more: Partial<FieldNeed> = {}): FieldNeed {
  return {
    id,
    name: id,
    kind: id === 'assignee' ? 'user' : null,
    neededBy: [`incidents: ${id}`],
    onCreate: true,
    onUpdate: true,
    ...more,
  };
}

function needs(changes: Partial<ContainerNeeds> = {}): ConnectionNeeds {
  const usual: ContainerNeeds = {
    container: 'BENCH',
    neededBy: ['incidents'],
    itemTypes: ['Task'],
    fields: [field('summary'), field('priority'), field('assignee')],
    statuses: [],
    comments: { written: ['public'] },
    creates: ['incidents'],
    updates: ['incidents'],
    deletes: [],
  };
  return { containers: [{ ...usual, ...changes }] };
}

async function examined(site: OpenSite, wanted: ConnectionNeeds = needs()): Promise<ReadonlyMap<string, Check>> {
  const checks = (await site.tool.doctor?.(wanted, site.signal)) ?? [];
  return new Map(checks.map((check) => [check.id, check]));
}

function troubles(checks: ReadonlyMap<string, Check>): readonly string[] {
  return [...checks.values()].filter(({ outcome }) => outcome !== 'ok').map(({ id }) => id);
}

/** Keeps a permission from everybody's issues but one's own, as a scheme that grants it to the reporter does. */
function take(site: OpenSite, permission: string): void {
  const account = site.sandbox.state.directory.person('sync');
  const rights = Object.entries(account.rights).map(([project, held]) => [
    project,
    held.filter((one) => one !== permission),
  ]);
  Object.assign(account, { rights: Object.fromEntries(rights) });
}

describe.each(DEPLOYMENTS)('the doctor of Jira, %s', (deployment) => {
  const open = async () => {
    const site = await openSite({ site: { deployment } });
    site.sandbox.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
    site.tick();
    return site;
  };

  test('finds nothing to mend where everything is granted, by lawful reads alone', async () => {
    const site = await open();
    site.sandbox.calls.reset();
    expect(troubles(await examined(site))).toEqual([]);
    expect(site.sandbox.calls.writes).toBe(0);
    site.expectLawful();
  });

  // Red without: reading `havePermission`.
  test.each(['EDIT_ISSUES', 'ADD_COMMENTS', 'ASSIGN_ISSUES'])('misses %s', async (permission) => {
    const site = await open();
    take(site, permission);
    const checks = await examined(site);
    expect(troubles(checks)).toEqual([`permission.${permission} BENCH`]);
    expect(checks.get(`permission.${permission} BENCH`)?.fix).toContain('Project settings, Permissions');
    site.expectLawful();
  });

  // Red without: asking for the project before its permissions.
  test('says of a project that the account does not see only that', async () => {
    const site = await open();
    take(site, 'BROWSE_PROJECTS');
    expect(troubles(await examined(site))).toContain('permission.BROWSE_PROJECTS BENCH');
    expect(troubles(await examined(site))).not.toContain('permission.EDIT_ISSUES BENCH');
  });

  // Red without: comparing what a create wants with what is given.
  test('names a field that is wanted at creation and given by nothing', async () => {
    const site = await open();
    const wanted = needs({ fields: [field('priority')] });
    const check = (await examined(site, wanted)).get('create BENCH Task.summary');
    expect(check).toMatchObject({ outcome: 'fails', fix: expect.stringContaining('onCreate: { summary: … }') });
  });

  // Red without: comparing with the fields that may be edited.
  test('names a field that is not on the edit screen', async () => {
    const site = await open();
    const priority = site.sandbox.state.directory.site.fields.find(({ id }) => id === 'priority');
    Object.assign(priority ?? {}, { settable: 'create' });
    const check = (await examined(site)).get('edit BENCH Task.priority');
    expect(check).toMatchObject({ outcome: 'fails', fix: expect.stringContaining('Screens') });
  });

  // Red without: asking the transitions for what they want.
  test('names what a transition wants and nothing gives', async () => {
    const site = await open();
    const issue = site.sandbox.createIssue({ project: 'BENCH', summary: 'In review' });
    site.sandbox.transition(issue.key, 'In Review');
    site.tick(600);
    const done = (given: readonly string[]) =>
      needs({ statuses: [{ status: 'Done', given, neededBy: ['incidents: status'] }] });
    const bare = (await examined(site, done([]))).get('status BENCH Task Done');
    expect(bare).toMatchObject({ outcome: 'fails', found: expect.stringContaining('resolution') });
    const given = (await examined(site, done(['resolution']))).get('status BENCH Task Done');
    expect(given).toMatchObject({ outcome: 'ok' });
    site.expectLawful();
  });

  // Red without: the words of what is not seen.
  test('does not guess about a workflow of which no issue shows enough', async () => {
    const site = await open();
    const wanted = needs({ statuses: [{ status: 'Done', given: [], neededBy: ['incidents: status'] }] });
    expect((await examined(site, wanted)).get('status BENCH Task')).toMatchObject({
      outcome: 'cannot-tell',
      found: expect.stringContaining('no issue stands in'),
    });
  });

  // Red without: looking at the addresses.
  test('says where people cannot be found by e-mail', async () => {
    const site = await open();
    for (const account of site.sandbox.state.directory.site.accounts) account.isEmailHidden = true;
    expect((await examined(site)).get('emails')).toMatchObject({
      outcome: 'warning',
      fix: expect.stringContaining('users'),
    });
  });

  // Red without: `looked` around each question.
  test('goes on where the tool does not answer one question', async () => {
    const silent = (inner: SandboxHandler): SandboxHandler => ({
      handle: async (request) =>
        request.url.includes('/user/assignable')
          ? json(403, { errorMessages: ['Not for you.'], errors: {} })
          : inner.handle(request),
    });
    const site = await openSite({ site: { deployment }, through: silent });
    site.sandbox.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
    site.tick();
    const checks = await examined(site);
    expect(checks.get('emails')).toMatchObject({
      outcome: 'cannot-tell',
      found: expect.stringContaining('Not for you.'),
    });
    expect(checks.get('permission.EDIT_ISSUES BENCH')?.outcome).toBe('ok');
  });

  test('says where the account hides its time zone', async () => {
    const withoutZone = (inner: SandboxHandler): SandboxHandler => ({
      async handle(request) {
        const outcome = await inner.handle(request);
        if (isDropped(outcome) || !request.url.includes('/myself')) return outcome;
        return json(200, { ...JSON.parse(outcome.body.toString()), timeZone: null });
      },
    });
    const site = await openSite({ site: { deployment }, through: withoutZone });
    expect((await examined(site)).get('time-zone')).toMatchObject({
      outcome: 'warning',
      fix: expect.stringContaining('Time zone'),
    });
  });
});
