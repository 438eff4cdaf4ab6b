import type { Express } from 'express';
import request from 'supertest';
import { createApi } from '../../../../backend/api/index.js';
import { recordAudit } from '../../../../backend/audit/index.js';
import { raiseWarning } from '../../../../backend/connections/index.js';
import { makePlan } from '../../../../backend/plans/index.js';
import { EMPTY_SETUP, insertSetup } from '../../../../backend/setups/index.js';
import { silentLogger } from '../../../../backend/shared/index.js';
import { scoped } from '../../../../backend/storage/index.js';
import { createToken } from '../../../../backend/tokens/index.js';
import { incidents } from '../../../support/definitions.js';
import { RecordedQueue } from '../../../support/recorded-queue.js';
import { createWorld, type World } from '../../../support/world.js';
import { applicationOf } from '../../api/support/api-bench.js';

/** What somebody of the other tenant was told. */
export interface Told {
  readonly status: number;
  readonly text: string;
}

/** One server with two tenants: one has something of everything, the other a quiet sync of its own. */
export interface TwoTenants {
  readonly world: World;
  readonly queue: RecordedQueue;
  readonly api: Express;
  /** Asks with an administrator's token of the other tenant. */
  ask(method: 'get' | 'post', path: string, body?: object): Promise<Told>;
  /** Ids of what the other tenant has itself. */
  readonly own: { readonly integration: string; readonly left: string; readonly right: string };
}

const OWN = {
  integration: '11111111-0000-4000-8000-000000000003',
  left: '11111111-0000-4000-8000-000000000001',
  right: '11111111-0000-4000-8000-000000000002',
};

/** @param rich has everything. @param other asks. One of them is `default`. */
export async function twoTenants({
  rich,
  other,
}: {
  readonly rich: string;
  readonly other: string;
}): Promise<TwoTenants> {
  const world = await createWorld({ definition: incidents({ match: null }) });
  const queue = new RecordedQueue();
  await world.sql('insert into tenants (id, name) values ($1, $1), ($2, $2) on conflict (id) do nothing', [
    rich,
    other,
  ]);
  await fill(world);
  for (const table of ['connections', 'integrations', 'outgoing_hosts', 'tokens']) {
    await world.sql(`update ${table} set tenant_id = $1`, [rich]);
  }
  await addQuietSync(world, other);
  await world.sql(`insert into accounts (tenant_id, name, role) values ($1, 'rich-bob', 'administrator')`, [rich]);
  const theirs = scoped(world.database, { tenant: other });
  const token = await theirs.transaction('token', (transaction) =>
    createToken(transaction, { name: 'other-administrator', scope: 'administrator' }),
  );
  await scoped(world.database, { tenant: rich }).transaction('audit', async (transaction) => {
    const details = { note: 'rich-details' };
    const actor = { kind: 'command line', name: 'rich-actor' } as const;
    await recordAudit(transaction, actor, { action: 'backup', subject: 'rich-subject', details });
    await createToken(transaction, { name: 'rich-token', scope: 'viewer' });
    const left = { connection: 'rich-jira', container: 'RICH', filter: null };
    await insertSetup(transaction, world.engine.random.uuid(), { ...EMPTY_SETUP, name: 'rich-setup', left });
  });
  const api = createApi({
    application: () => applicationOf(world, queue),
    version: '1.2.3',
    publicUrl: undefined,
    clock: world.clock,
    random: world.engine.random,
    log: silentLogger,
  });
  return {
    world,
    queue,
    api,
    own: OWN,
    async ask(method, path, body) {
      const asked = request(api)[method](path).set('authorization', `Bearer ${token}`);
      const { status, text } = await (body === undefined ? asked : asked.send(body));
      return { status, text };
    },
  };
}

/** Something of everything that is stored of an installation. */
async function fill(world: World): Promise<void> {
  for (const summary of ['Rich printer', 'Rich scanner', 'Rich plotter']) {
    world.jira.createIssue({ project: 'BENCH', summary });
  }
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.comment('BENCH-1', 'A rich comment');
  world.jira.edit('BENCH-1', { summary: 'Rich left' });
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').number), {
    short_description: 'Rich right',
  });
  await world.run('incremental');
  world.jira.edit('BENCH-2', { summary: 'Rich plan' });
  await makePlan(world.engine, await world.integration(), new AbortController().signal);
  const id = (await world.integration()).id;
  await world.sql(
    `insert into changes (integration_id, lane, side, item_id, item_key, kind, filtered, problem)
     values ($1, 'incremental', 'left', '4711', 'RICH-4711', 'seen', false, 'a rich problem')`,
    [id],
  );
  await addVerification(world, id);
  await world.sql(
    `insert into listed_items (run_id, side, item_id) select id, 'left', 'rich-item' from integration_runs`,
  );
  await world.sql(`insert into outgoing_hosts (position, host) values (1, 'rich.example.com')`);
  await world.sql(`insert into connection_limits (connection_id) select id from connections on conflict do nothing`);
  await world.database.transaction('warn', (transaction) =>
    raiseWarning(
      transaction,
      { connectionId: '00000000-0000-4000-8000-000000000001', kind: 'clock-skew', place: '' },
      { message: 'a rich warning', fix: 'mend the rich clock', shownForDays: 1 },
    ),
  );
}

async function addVerification({ sql }: World, integrationId: string): Promise<void> {
  const id = '22222222-0000-4000-8000-000000000001';
  await sql(
    `insert into verifications (id, integration_id, state, wanted_by, counts, findings, finished_at)
     values ($1, $2, 'finished', 'rich-actor', '{"differs": 1}', 1, now())`,
    [id, integrationId],
  );
  await sql(
    `insert into verification_findings (verification_id, position, kind, field, left_key, right_key, message, link_id)
     select $1, 1, 'differs', 'summary', left_key, right_key, 'a rich difference', id from links limit 1`,
    [id],
  );
}

async function addQuietSync({ database }: World, tenant: string): Promise<void> {
  await scoped(database, { tenant }).transaction('quiet sync', async ({ query }) => {
    const add = `insert into connections (id, name, connector, settings, state)
      select $1, $2, 'redmine', jsonb_build_object('url', 'http://quiet.test', 'insecure', true, 'auth', jsonb_build_object('kind', 'none', 'fields', '{}'::jsonb),
        'limits', '{}'::jsonb, 'readOnly', false, 'deployment', null, 'options', '{}'::jsonb), 'active'`;
    await query(add, [OWN.left, 'quiet-left']);
    await query(add, [OWN.right, 'quiet-right']);
    const definition = incidents();
    const quiet = {
      ...definition,
      left: { ...definition.left, connection: 'quiet-left' },
      right: { ...definition.right, connection: 'quiet-right' },
    };
    await query(
      `insert into integrations (id, name, kind, enabled, definition, state) values ($1, 'quiet', 'sync', true, $2, 'active')`,
      [OWN.integration, JSON.stringify(quiet)],
    );
  });
}
