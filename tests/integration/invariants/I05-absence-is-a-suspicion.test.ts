import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerConflict, listConflicts } from '../../../backend/conflicts/index.js';
import type { ReadRequest, Tool } from '../../../backend/connectors/sdk/index.js';
import type { Engine } from '../../../backend/integrations/index.js';
import type { SyncDefinition } from '../../../backend/mappings/index.js';
import type { Run } from '../../../backend/runs/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** Onboards `count` issues under the given policy. */
async function linked(count: number, deletes: SyncDefinition['deletes']): Promise<void> {
  await world.redefine((definition) => ({ ...definition, deletes }));
  for (let n = 1; n <= count; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  await world.run('onboarding');
  world.clock.advance(60_000);
}

/** The run that finds the absence, and one that looks for the second time. */
async function lookTwice(mode: 'reconcile' | 'incremental'): Promise<Run> {
  await world.run(mode);
  world.clock.advance(60_000);
  return world.run('incremental');
}

const incidents = () => world.serviceNow.people.rows('incident');
const conflicts = () => world.database.transaction('list', (transaction) => listConflicts(transaction, null));

// Red without: isSecondLook (changes/settle-vanished.ts).
test('a vanished item is looked for twice, a minute apart, before its partner is touched', async () => {
  await linked(3, 'delete');
  world.jira.remove('BENCH-2');
  const looks: number[] = [];
  world.intercept('jira', (request, send) => {
    if (request.body?.includes('"10002"')) looks.push(world.clock.now().getTime());
    return send();
  });
  const startedAt = world.clock.now().getTime();
  let removedAt = 0;
  world.intercept('service-now', (request, send) => {
    if (request.method === 'DELETE') removedAt = world.clock.now().getTime();
    return send();
  });
  await lookTwice('reconcile');
  expect(incidents().map(({ correlation_id }) => correlation_id)).toEqual(['BENCH-1', 'BENCH-3']);
  expect(looks.length).toBeGreaterThanOrEqual(2);
  expect(removedAt - startedAt).toBeGreaterThanOrEqual(60_000);
});

/** As an account that has lost its right to see issues: every list is empty, and no error says why. */
function blindJira(): void {
  world.intercept('jira', async (request, send) => {
    const answer = await send();
    if (!request.url.endsWith('/bulkfetch') && !request.url.endsWith('/search/jql')) return answer;
    return { ...answer, body: JSON.stringify({ issues: [], isLast: true }) };
  });
}

// Red without: controlIsReadable (changes/settle-vanished.ts).
test.each([1, 3])(
  'while nothing of the project can be read, none of %i items is believed to be gone',
  async (count) => {
    await linked(count, 'delete');
    blindJira();
    await lookTwice('reconcile');
    expect(incidents()).toHaveLength(count);
    expect(await world.links()).toHaveLength(count);
    const waiting = await world.sql('select problem from changes');
    expect(waiting).toContainEqual({ problem: expect.stringContaining('BENCH cannot be read at all') });

    world.intercept('jira', null);
    world.clock.advance(3_600_000);
    await lookTwice('reconcile');
    expect(incidents()).toHaveLength(count);
    expect((await world.links()).map(({ problem }) => problem)).toEqual(Array.from({ length: count }, () => null));
  },
);

// Red without: the delete limit (overLimit in changes/settle-vanished.ts).
test('more absences than the limit stop the run and ask; a raised limit lets them pass', async () => {
  await linked(14, 'delete');
  for (let n = 1; n <= 11; n += 1) world.jira.remove(`BENCH-${n}`);
  const run = await lookTwice('reconcile');
  expect(run).toMatchObject({ state: 'stopped', error: { name: 'DeleteLimit' } });
  expect(run.error?.message).toContain('11 items of BENCH are out of sight, more than the limit of 10');
  expect(incidents()).toHaveLength(14);

  await world.redefine((definition) => ({ ...definition, deleteLimit: { percent: 5, items: 20 } }));
  expect(await world.run('incremental')).toMatchObject({ state: 'finished' });
  expect(incidents()).toHaveLength(3);
});

// Red without: editsSince (changes/believe-absence.ts).
test.each(['delete', 'close', 'unlink', 'keep'] as const)(
  'deleted on one side and edited on the other is held, with deletes: %s',
  async (deletes) => {
    await linked(3, deletes);
    const { sys_id = '' } = world.incident('BENCH-2');
    world.jira.remove('BENCH-2');
    world.serviceNow.people.edit('incident', sys_id, { short_description: 'Do not lose this' });
    await lookTwice('incremental');
    expect(world.serviceNow.people.get('incident', sys_id)).toMatchObject({
      short_description: 'Do not lose this',
      state: '1',
    });
    expect(await conflicts()).toMatchObject([{ reason: 'deleted', field: 'item', left: null }]);
    expect((await conflicts())[0]?.message).toContain('Do not lose this');
    expect(await world.links()).toHaveLength(3);
  },
);

// Red without: settleAnswer (changes/believe-absence.ts).
test.each([
  ['left', 2],
  ['right', 3],
] as const)('the answer %s to such a conflict leaves %i incidents', async (take, left) => {
  await linked(3, 'delete');
  const { sys_id = '' } = world.incident('BENCH-2');
  world.jira.remove('BENCH-2');
  world.serviceNow.people.edit('incident', sys_id, { short_description: 'Do not lose this' });
  await lookTwice('incremental');
  const [conflict] = await conflicts();
  await world.database.transaction('answer', (transaction) =>
    answerConflict(transaction, { id: conflict?.id ?? '', version: conflict?.version ?? 0 }, { take }),
  );
  await lookTwice('incremental');
  expect(incidents()).toHaveLength(left);
  expect(await world.links()).toHaveLength(2);
  expect(await conflicts()).toEqual([]);
});

// Red without: closeItem (changes/believe-absence.ts).
test('deletes: close brings the partner to an end with what its status needs', async () => {
  await linked(3, 'close');
  const { sys_id = '' } = world.incident('BENCH-2');
  world.jira.remove('BENCH-2');
  await lookTwice('reconcile');
  expect(world.serviceNow.people.get('incident', sys_id)).toMatchObject({
    state: '6',
    close_notes: 'Closed in Jira',
  });
  const [ended] = await world.sql('select ended_reason from links where ended_at is not null');
  expect(ended).toEqual({ ended_reason: 'gone' });
  const [line] = await world.sql(`select message from history where kind = 'ended'`);
  expect(line?.message).toContain('BENCH-2 in jira is gone');
});

// Red without: the link being kept (keep in changes/believe-absence.ts).
test('deletes: keep leaves the partner, says so, and is well again when the item is back in sight', async () => {
  await linked(3, 'keep');
  const { sys_id = '' } = world.incident('BENCH-2');
  const hidden = world.jira.issue('BENCH-2').id;
  world.intercept('jira', async (request, send) => {
    const answer = await send();
    if (!request.url.endsWith('/bulkfetch') && !request.url.endsWith('/search/jql')) return answer;
    const body = JSON.parse(answer.body) as { issues: { id: string }[] };
    return { ...answer, body: JSON.stringify({ ...body, issues: body.issues.filter(({ id }) => id !== hidden) }) };
  });
  await lookTwice('reconcile');
  const problem = async () => (await world.links()).map((link) => link.problem);
  expect(await problem()).toEqual([null, expect.stringContaining('out of sight'), null]);
  expect(world.serviceNow.people.get('incident', sys_id)).toMatchObject({ state: '1' });

  world.intercept('jira', null);
  await world.run('reconcile');
  expect(await problem()).toEqual([null, null, null]);
});

// Red without: reading by id, which finds what has moved (decideLinked in changes/decide-linked.ts).
test('an item that moved to another project is followed by its id', async () => {
  await linked(3, 'delete');
  const moved = world.jira.move('BENCH-2', 'NET');
  world.jira.edit(moved.key, { summary: 'Moved along' });
  await world.run('reconcile');
  await world.run('incremental');
  expect(incidents()).toHaveLength(3);
  expect(world.incident(moved.key)).toMatchObject({ short_description: 'Moved along' });
  expect((await world.links()).map(({ left }) => left.key)).toEqual(['BENCH-1', moved.key, 'BENCH-3']);
});

/** A worker whose Jira gives moved items a new id and says so of the old one, as some tools do. */
function renumbering(from: string, to: string): Engine {
  const { toolbox } = world.engine;
  const renumbered = (tool: Tool): Tool =>
    new Proxy(tool, {
      get(target, property) {
        if (property !== 'read') return Reflect.get(target, property, target);
        return async (request: ReadRequest, signal: AbortSignal) => {
          const { items, missing } = await target.read(request, signal);
          return { items, missing: missing.map((gone) => (gone.id === from ? { ...gone, replacedBy: to } : gone)) };
        };
      },
    });
  const open: Engine['toolbox']['open'] = (connection) => {
    const opened = toolbox.open(connection);
    return { ...opened, tool: renumbered(opened.tool) };
  };
  return { ...world.engine, toolbox: { ...toolbox, open } };
}

// Red without: followReplaced (changes/settle-vanished.ts), or isLinkedNext (changes/decide-batch.ts).
test('an item that has a new id now takes its link along, and no second partner is made', async () => {
  await linked(3, 'delete');
  const { sys_id = '' } = world.incident('BENCH-2');
  const { id } = world.jira.issue('BENCH-2');
  world.jira.remove('BENCH-2');
  const moved = world.jira.createIssue({ project: 'BENCH', summary: 'Moved along' });
  await world.run('reconcile', {}, renumbering(id, moved.id));
  await world.run('incremental');
  expect(incidents()).toHaveLength(3);
  expect(world.serviceNow.people.get('incident', sys_id)).toMatchObject({ short_description: 'Moved along' });
  expect((await world.links()).map(({ left }) => left.key)).toEqual(['BENCH-1', 'BENCH-3', moved.key]);
  const told = await world.sql(`select kind from history where kind in ('moved', 'doubled')`);
  expect(told).toEqual([{ kind: 'moved' }]);
});
