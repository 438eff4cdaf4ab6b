import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { applyIncidents } from './support/incidents-file.js';

const bench = commandBench();

test('status says which tool does not answer and what should be seen to, with what to do', async () => {
  await applyIncidents(bench);
  await bench.database.transaction('prepare', async ({ query }) => {
    await query(
      `insert into connection_limits (connection_id, silent_since, problem, probe_at)
       select id, now() - interval '1 hour', 'connect ECONNREFUSED', now() + interval '1 minute' from connections where name = 'jira'`,
    );
    await query(
      `insert into warnings (connection_id, kind, message, fix, until)
       select id, 'clock-skew', 'the clock of jira is 90 s ahead', 'let it take its time from the network', now() + interval '1 day'
         from connections where name = 'jira'`,
    );
  });
  const { out } = await bench.run('status');
  expect(out).toMatch(/jira +jira +no answer/);
  expect(out).toMatch(/service-now +servicenow +active/);
  expect(out).toMatch(/jira has not answered since .*: connect ECONNREFUSED; asked again /);
  expect(out).toMatch(/the clock of jira is 90 s ahead \(since .*\): let it take its time from the network/);
  const { document } = await bench.json('status');
  expect(document).toMatchObject({
    warnings: [],
    connections: [
      { name: 'jira', outage: { problem: 'connect ECONNREFUSED' }, warnings: [{ kind: 'clock-skew' }] },
      { name: 'service-now', outage: null, warnings: [] },
    ],
  });
});
