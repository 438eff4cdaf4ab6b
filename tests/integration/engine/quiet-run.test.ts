import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../backend/storage/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  for (let n = 1; n <= 3; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  await world.run('onboarding');
  world.clock.advance(600_000);
  await world.run('incremental');
  world.clock.advance(60_000);
});
afterEach(() => world.close());

/** Names of the transactions and the statements of what the database is asked. */
function watched(inner: Database) {
  const asked = { transactions: [] as string[], statements: [] as string[] };
  const database: Database = {
    transaction(name, work) {
      asked.transactions.push(name);
      return inner.transaction(name, (transaction) =>
        work({
          ...transaction,
          query(sql, parameters) {
            asked.statements.push(sql);
            return transaction.query(sql, parameters);
          },
        }),
      );
    },
    close: () => inner.close(),
  };
  return { asked, database };
}

// Red without: endIfQuiet (runs/poll.ts): the streams, each page and the end would have transactions of their own.
test('a poll that finds nothing takes two transactions', async () => {
  const { asked, database } = watched(world.database);
  const worker = await world.anotherEngine({ database: () => database });
  await world.run('incremental', {}, worker);
  asked.transactions.length = 0;
  asked.statements.length = 0;
  expect(await world.run('incremental', {}, worker)).toMatchObject({ state: 'finished', counters: { read: 0 } });
  expect(asked.transactions).toEqual(['begin run', 'end quiet poll']);
  expect(asked.statements.length).toBeLessThanOrEqual(14);
});

// Red without: the index links_by_mapping or conflicts_answered, or with both questions in one `or`: each poll would go through all links.
test('what waits for polls is looked for by index alone', async () => {
  const { asked, database } = watched(world.database);
  await world.run('incremental', {}, await world.anotherEngine({ database: () => database }));
  const [sql = ''] = asked.statements.filter((statement) => statement.includes('mapping_version <'));
  const { id } = await world.integration();
  await world.sql(
    `insert into links (id, integration_id, left_id, right_id, left_key, right_key, rule_index, mapping_version)
     select gen_random_uuid(), $1, 'l' || n, 'r' || n, 'L-' || n, 'R-' || n, 0, 1 from generate_series(1, 3000) as n`,
    [id],
  );
  await world.sql('analyze links');
  const plan = await world.database.transaction('explain', async ({ query }) => {
    // of an empty table the planner reads all, whatever there is
    await query('set local enable_seqscan = off');
    return query(`explain (format json) ${sql}`, [id, 'incremental', 1, 'item']);
  });
  const indexes = [...JSON.stringify(plan).matchAll(/"Index Name":"(\w+)"/g)].map(([, name]) => name);
  expect(indexes.sort()).toEqual(['conflicts_answered', 'links_by_mapping', 'links_pkey']);
});

// Red without: PreparedMappings (integrations/open-job.ts): each run would read both descriptions and compile.
test('descriptions are read once in a process, until somebody describes anew or changes the mapping', async () => {
  const { asked, database } = watched(world.database);
  const worker = await world.anotherEngine({ database: () => database });
  const descriptionsRead = async () => {
    asked.statements.length = 0;
    expect(await world.run('incremental', {}, worker)).toMatchObject({ state: 'finished' });
    return asked.statements.filter((sql) => sql.includes('select body')).length;
  };
  expect([await descriptionsRead(), await descriptionsRead()]).toEqual([2, 0]);
  await world.sql('update container_schemas set described_at = syncline_now()');
  expect([await descriptionsRead(), await descriptionsRead()]).toEqual([2, 0]);
  await world.redefine((definition) => ({ ...definition, conflicts: 'left' }));
  expect([await descriptionsRead(), await descriptionsRead()]).toEqual([2, 0]);
});
