import { afterEach, expect, test } from 'vitest';
import { versionedOperations } from '../api/support/openapi.js';
import { storedRows } from './support/stored-rows.js';
import { type TwoTenants, twoTenants } from './support/two-tenants.js';

let tenants: TwoTenants | undefined;
afterEach(() => tenants?.world.close());

const NOTHING = { name: 'nothing-of-that-name', uuid: '99999999-9999-4999-8999-999999999999', number: '999999' };

/** What stands in a path behind each collection: how the other tenant's are called, and what does not exist. */
const SUBJECTS: Readonly<Record<string, { readonly theirs: string; readonly missing: string }>> = {
  connections: { theirs: 'select name from connections', missing: NOTHING.name },
  integrations: { theirs: 'select name from integrations', missing: NOTHING.name },
  runs: { theirs: 'select id from integration_runs', missing: NOTHING.uuid },
  streams: { theirs: 'select id from integration_streams', missing: NOTHING.uuid },
  changes: { theirs: 'select id from changes', missing: NOTHING.number },
  links: { theirs: 'select id from links', missing: NOTHING.uuid },
  history: { theirs: 'select id from history', missing: NOTHING.number },
  conflicts: { theirs: 'select id from conflicts', missing: NOTHING.number },
  plans: { theirs: 'select id from plans', missing: NOTHING.uuid },
  setups: { theirs: `select id from setups where chosen->>'name' = 'rich-setup'`, missing: NOTHING.uuid },
  verifications: { theirs: 'select id from verifications', missing: NOTHING.uuid },
  users: { theirs: 'select name from accounts', missing: NOTHING.name },
  tokens: { theirs: "select name from tokens where name = 'rich-token'", missing: NOTHING.name },
  audit: { theirs: 'select id from audit', missing: NOTHING.number },
  issues: { theirs: 'select left_id from links', missing: NOTHING.number },
};

/** What stands at further places of a path. */
const FURTHER: Readonly<Record<string, string>> = {
  link: 'select id from links',
  conflict: 'select id from conflicts',
  version: 'select version from mapping_versions',
  container: 'select container from container_schemas',
};

/** How a list is narrowed to something of the other tenant; what names nothing of anybody is not tried. */
const QUERIES: Readonly<Record<string, string | null>> = {
  integration: 'select name from integrations',
  run: 'select id from integration_runs',
  link: 'select id from links',
  item: 'select left_key from links union select right_key from links',
  limit: null,
  cursor: null,
  mode: null,
  of: null,
  kind: null,
  state: null,
  problem: null,
  search: 'select left_key from links union select right_key from links',
  action: null,
  actor: "select actor from audit where actor = 'rich-actor'",
  subject: "select subject from audit where subject = 'rich-subject'",
  since: null,
  until: null,
};

/** For these nobody need have come in, so no tenant is theirs; what they tell is told for a secret alone. */
const OPEN = [
  'post /api/v1/session',
  'get /api/v1/session/ways',
  'post /api/v1/session/begin',
  'post /api/v1/session/exchange',
  'post /api/v1/setup',
];

/** A connection that asks nobody: of an address where nothing is. */
const DRAFT = {
  connector: 'servicenow',
  url: 'https://nobody.test',
  auth: { kind: 'basic', fields: { username: 'a' }, secrets: { password: 'b' } },
};

/** Bodies that would do something, if what the path names were there. */
const BODIES: Readonly<Record<string, object>> = {
  '/api/v1/integrations/{name}/runs': { mode: 'reconcile' },
  '/api/v1/connections': { name: 'quiet-new', ...DRAFT },
  '/api/v1/connections/{name}/change': { version: 'any', ...DRAFT },
  '/api/v1/connections/{name}/doctor': { step: 'reach' },
  '/api/v1/doctor': { step: 'reach', name: 'quiet-new', ...DRAFT },
  '/api/v1/integrations/{name}/mapping': { yaml: 'kind: sync', revision: 'any' },
  '/api/v1/integrations/{name}/mapping/check': { yaml: 'kind: sync' },
  '/api/v1/integrations/{name}/mapping/remap': { yaml: 'kind: sync' },
  '/api/v1/integrations/{name}/mapping/try': { yaml: 'kind: sync', item: 0, field: 0, to: 'right' },
  '/api/v1/integrations/{name}/mapping/versions/{version}/return': { revision: 'any' },
  '/api/v1/connections/{name}/containers/{container}/sample': { filter: null },
  '/api/v1/setups/{id}': {
    version: 1,
    name: 'taken over',
    step: 'connect',
    left: { connection: null, container: null, filter: null },
    right: { connection: null, container: null, filter: null },
    entry: null,
    dropped: [],
  },
  '/api/v1/setups/{id}/propose': { version: 1 },
  '/api/v1/setups/{id}/pairs': { left: 'key', right: 'correlation_id' },
  '/api/v1/setups/{id}/finish': { version: 1 },
  '/api/v1/setups/{id}/start': { version: 1, plan: null },
  '/api/v1/users': { name: 'quiet-person', role: 'viewer' },
  '/api/v1/users/{name}/reset': {},
  '/api/v1/users/{name}/disable': {},
  '/api/v1/users/{name}/role': { role: 'viewer' },
  '/api/v1/tokens': { name: 'quiet-token', scope: 'viewer' },
  '/api/v1/tokens/{name}/revoke': {},
  '/api/v1/site/pair': { code: 'AAAA-AAAA-AAAA' },
  '/api/v1/conflicts/{id}/answer': { version: 1, take: 'left' },
  '/api/v1/issues/{issue}/partners': { integration: 'incidents' },
  '/api/v1/issues/{issue}/conflicts/{conflict}/answer': { version: 1, take: 'here' },
};

/** What this answers is the program's own, and the same for everybody. */
const OF_THE_PROGRAM = ['get /api/v1/connectors'];

/** For those who come by a session or from a Jira, which a token does not. */
const REFUSED = ['post /api/v1/session/end', 'post /api/v1/site/pair'];

/** Which rows a test's tenant cannot have. */
async function valuesOf({ world, own }: TwoTenants, statement: string): Promise<readonly string[]> {
  const rows = await world.sql(statement);
  const isOwn = (value: string) => value.startsWith('quiet') || Object.values(own).includes(value);
  return rows.flatMap((row) => Object.values(row).map(String)).filter((value) => !isOwn(value));
}

/** Texts by which one would know that something of the rich tenant was told. */
async function tellTales(tenants: TwoTenants): Promise<readonly string[]> {
  const statements = [
    'select id::text from connections union select name from connections',
    'select id::text from integrations union select name from integrations',
    'select id::text from integration_runs union select id::text from integration_streams',
    'select id::text from links union select left_key from links union select right_key from links',
    'select left_id from links where length(left_id) > 6 union select right_id from links',
    'select id::text from plans union select id::text from writes',
  ];
  const values = await Promise.all(statements.map((statement) => valuesOf(tenants, statement)));
  return [...values.flat(), 'rich', 'Rich', 'RICH', 'jira.test', 'service-now.test', 'sync@example.com'];
}

const PAIRS = [
  { rich: 'default', other: 'globex' },
  { rich: 'acme', other: 'default' },
];

// Red without: withinTenant in backend/api/http/mount-routes.ts, or the policy of a table that a route goes through.
test.each(PAIRS)(
  'no route tells or changes anything of $rich for a token of $other',
  async ({ rich, other }) => {
    tenants = await twoTenants({ rich, other });
    const { world, queue, own } = tenants;
    const secrets = await tellTales(tenants);
    const isOwn = (row: string) =>
      Object.values(own).some((id) => row.includes(id)) ||
      [`,${other})`, `,${other},`].some((place) => row.includes(place));
    const theirRows = async () => (await storedRows(world)).filter((row) => !isOwn(row));
    const before = await theirRows();

    let asked = 0;
    const leaks: string[] = [];
    const expectNothing = (what: string, text: string, given: readonly string[] = []) => {
      asked += 1;
      const rest = given.reduce((left, value) => left.replaceAll(value, ''), text);
      const told = secrets.filter((secret) => rest.includes(secret));
      if (told.length > 0) leaks.push(`${what}: ${told.join(', ')}`);
    };

    for (const { method, path, query, hasBody, isOpen } of versionedOperations) {
      expect(isOpen, `${method} ${path}`).toBe(OPEN.includes(`${method} ${path}`));
      if (isOpen) continue;
      const [, collection] = /\/(\w+)\/\{\w+\}/.exec(path) ?? [];
      const body = hasBody ? BODIES[path] : undefined;
      expect(hasBody, `${path} takes a body: say in BODIES what would do something`).toBe(body !== undefined);
      if (collection === undefined) {
        const { status, text } = await tenants.ask(method, path, body);
        // a list that only goes by something else is tried with that below
        const isRefused = (status === 400 && query.length > 0) || REFUSED.includes(`${method} ${path}`);
        if (!isRefused) expect(status, `${method} ${path}`).toBeLessThan(300);
        if (!OF_THE_PROGRAM.includes(`${method} ${path}`)) expectNothing(`${method} ${path}`, text);
        for (const name of query) {
          const statement = QUERIES[name];
          expect(statement, `say in QUERIES what "${name}" of ${path} could name`).not.toBeUndefined();
          for (const value of statement ? await valuesOf(tenants, statement) : []) {
            const { status: found, text: list } = await tenants.ask(
              method,
              `${path}?${name}=${encodeURIComponent(value)}`,
            );
            if (found !== 404) expect(JSON.parse(list).items, `${path}?${name}=${value}`).toEqual([]);
            expectNothing(`${path}?${name}=${value}`, list, [value]);
          }
        }
        continue;
      }
      const subject = SUBJECTS[collection];
      if (subject === undefined) throw new Error(`say in SUBJECTS what stands in ${path}`);
      const further = new Map<string, string>();
      for (const [name, statement] of Object.entries(FURTHER)) {
        further.set(name, (await valuesOf(tenants, statement))[0] ?? '');
      }
      const at = (value: string) =>
        path
          .replace(/\{\w+\}/, encodeURIComponent(value))
          .replace(/\{(\w+)\}/, (_, name: string) => encodeURIComponent(further.get(name) ?? ''));
      const missing = await tenants.ask(method, at(subject.missing), body);
      expect(missing.status, `${method} ${path}`).toBe(404);
      const theirs = (await valuesOf(tenants, subject.theirs)).filter((id) => collection !== 'audit' || id === '1');
      expect(theirs, `${collection} of ${rich}`).not.toEqual([]);
      for (const value of theirs) {
        const { status, text } = await tenants.ask(method, at(value), body);
        const what = `${method} ${at(value)}`;
        expect([what, status]).toEqual([what, 404]);
        expect(text, what).toBe(missing.text.replaceAll(subject.missing, value));
        expectNothing(what, text, [value]);
      }
    }

    expect(leaks).toEqual([]);
    expect(asked).toBeGreaterThan(versionedOperations.length);
    expect(await theirRows()).toEqual(before);
    const runs = await world.sql('select id from integration_runs where integration_id = $1', [own.integration]);
    const ids = new Set(runs.map(({ id }) => id));
    expect(queue.jobs.filter(({ payload }) => !ids.has((payload as { runId: string }).runId))).toEqual([]);
  },
  120_000,
);

// Red without: the policies of audit, connections and integrations.
test('each tenant sees its own under the names that the other has too', async () => {
  tenants = await twoTenants({ rich: 'default', other: 'globex' });
  const { world, ask } = tenants;
  await world.sql(`update integrations set name = 'incidents' where tenant_id = 'globex'`);
  await world.sql(`update connections set name = 'jira' where tenant_id = 'globex' and name = 'quiet-left'`);
  const integration = JSON.parse((await ask('get', '/api/v1/integrations/incidents')).text);
  expect(integration).toMatchObject({ name: 'incidents', links: 0 });
  expect(JSON.parse((await ask('get', '/api/v1/connections/jira')).text)).toMatchObject({ url: 'http://quiet.test' });
  expect((await ask('post', '/api/v1/integrations/incidents/pause')).status).toBe(200);
  expect(await world.sql('select tenant_id, state from integrations order by tenant_id')).toEqual([
    { tenant_id: 'default', state: 'active' },
    { tenant_id: 'globex', state: 'paused' },
  ]);
  const { items } = JSON.parse((await ask('get', '/api/v1/audit')).text);
  expect(items).toMatchObject([{ action: 'pause', subject: 'incidents' }]);
});

// Red without: the tenant in the condition of the metrics' requireToken.
test('the metrics are of the whole server, and so of its operator alone', async () => {
  tenants = await twoTenants({ rich: 'default', other: 'globex' });
  expect((await tenants.ask('get', '/metrics')).status).toBe(403);
  await tenants.world.close();
  tenants = await twoTenants({ rich: 'acme', other: 'default' });
  expect((await tenants.ask('get', '/metrics')).status).not.toBe(403);
});
