import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpRequest } from '../../../backend/connectors/sdk/index.js';
import { type ConnectionName, createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const SIDE = { jira: 'left', 'service-now': 'right' } as const;
const READ = /\/(search\/jql|bulkfetch|list)$/;

function isWrite({ method, url }: HttpRequest): boolean {
  return method !== 'GET' && !READ.test(new URL(url).pathname);
}

/** Notes each write that leaves, with what was intended for its side at that moment. */
function watchWrites() {
  const seen: { readonly call: string; readonly intended: readonly string[] }[] = [];
  for (const name of ['jira', 'service-now'] as const satisfies readonly ConnectionName[]) {
    world.intercept(name, async (request, send) => {
      if (isWrite(request)) {
        const rows = await world.sql(`select kind from writes where state = 'intended' and side = $1`, [SIDE[name]]);
        seen.push({
          call: `${request.method} ${new URL(request.url).pathname}`,
          intended: rows.map(({ kind }) => String(kind)).sort(),
        });
      }
      return send();
    });
  }
  return seen;
}

// Red without: storeIntents in executeCreates (writes/execute-creates.ts).
test('each create is committed as an intent of its own before the call, also within a bulk create', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  for (let n = 1; n <= 3; n += 1) world.serviceNow.people.create('incident', { short_description: `VPN drops ${n}` });
  const seen = watchWrites();
  await world.run('onboarding');
  const creates = seen.filter(({ intended }) => intended.includes('create'));
  expect(creates.map(({ call }) => call).sort()).toEqual([
    'POST /api/now/table/incident',
    'POST /rest/api/3/issue/bulk',
  ]);
  expect(creates.find(({ call }) => call.endsWith('bulk'))?.intended).toEqual(['create', 'create', 'create']);
  expect(seen.filter(({ intended }) => intended.length === 0)).toEqual([]);
});

// Red without: storeIntents in executeLinks (writes/execute-links.ts).
test('updates and comments are committed before the call, comments as creates of their own', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Disk is full again' });
  world.jira.comment('BENCH-1', 'It is the log folder');
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), { priority: '2' });
  const seen = watchWrites();
  await world.run('incremental');
  expect(seen.filter(({ intended }) => intended.length === 0)).toEqual([]);
  expect(seen.filter(({ call }) => call.includes('/table/'))[0]?.intended).toEqual(['comment', 'update']);
  const done = await world.sql(`select kind, side, state from writes where kind <> 'create' order by kind, side`);
  expect(done).toEqual([
    { kind: 'comment', side: 'right', state: 'done' },
    { kind: 'update', side: 'left', state: 'done' },
    { kind: 'update', side: 'right', state: 'done' },
  ]);
});

// Red without: the steps in the intent that decide() makes (writes/prepare-link.ts).
test('an intent holds its ordered steps, and a worker killed at the second leaves them to read', async () => {
  await world.redefine((definition) => ({
    ...definition,
    items: definition.items.map((item) => ({
      ...item,
      fields: item.fields.map((field) => (field.left === 'status' ? { ...field, direction: 'both' as const } : field)),
    })),
  }));
  world.jira.createIssue({ project: 'BENCH', summary: 'Phone is dead' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), {
    state: '2',
    short_description: 'Phone was dead',
  });
  const isJiraWrite = (request: HttpRequest) => request.url.includes('/rest/api/') && isWrite(request);
  await world.kill('incremental', { call: isJiraWrite, when: 'before', nth: 2 });
  const [write] = await world.sql(
    `select jsonb_array_length(body->'steps') as steps, state from writes where side = 'left'`,
  );
  expect(write).toMatchObject({ state: 'intended', steps: expect.toSatisfy((count: number) => count > 1) });

  expect(await world.run('incremental')).toMatchObject({ state: 'finished', counters: { failed: 0 } });
  expect(world.jira.issue('BENCH-1')).toMatchObject({ status: 'In Progress', fields: { summary: 'Phone was dead' } });
  expect((await world.links())[0]?.held).toEqual([]);
});
