import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, scoped } from '../../../backend/storage/index.js';
import { incidents } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld({ definition: incidents({ match: null }) });
});
afterAll(() => world.close());

/** What policies leave in a plan: the row that another belongs to, or the tenant and the list of integrations. */
const POLICY = / parent(_\d+)? {2}\(|tenant_id = \(InitPlan \d+\)\.col1\) AND \(\(\(InitPlan/;

function noting(inner: Database, statements: Set<string>): Database {
  return {
    transaction: (name, work) =>
      inner.transaction(name, (transaction) =>
        work({
          ...transaction,
          query: (statement, parameters) => {
            statements.add(statement);
            return transaction.query(statement, parameters);
          },
        }),
      ),
    close: () => inner.close(),
  };
}

/** How PostgreSQL would do each of them; null for what has no plan. */
async function plansOf(database: Database, statements: Iterable<string>): Promise<readonly string[]> {
  const plans: string[] = [];
  for (const statement of statements) {
    if (!/^\s*(select|insert|update|delete|with)\b/i.test(statement)) continue;
    const rows = await database.transaction('explain', ({ query }) => query(`explain (generic_plan) ${statement}`));
    plans.push(rows.map((row) => String(row['QUERY PLAN'])).join('\n'));
  }
  return plans;
}

// Red without: the workers' database being the owner's (`force row level security`, or a scoped one in open-application.ts).
test('no statement of a run has a policy in its plan, and the same ones of a request have', async () => {
  const statements = new Set<string>();
  const worker = await world.anotherEngine({ database: (inner) => noting(inner, statements) });
  world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await world.run('onboarding', {}, worker);
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Printer is out' });
  await world.run('incremental', {}, worker);
  await world.run('incremental', {}, worker);

  const free = await plansOf(world.database, statements);
  expect(free.length).toBeGreaterThan(30);
  expect(free.filter((plan) => POLICY.test(plan))).toEqual([]);
  const bound = [...statements].filter((statement) =>
    /\b(from|update|into) (integration_runs|links|changes|ledger)\b/.test(statement),
  );
  const plans = await plansOf(
    scoped(world.database, { tenant: 'acme' }),
    bound.filter((each) => !/\b(claims|workers)\b/.test(each)),
  );
  expect(plans.length).toBeGreaterThan(10);
  expect(plans.filter((plan) => !POLICY.test(plan))).toEqual([]);
}, 60_000);
