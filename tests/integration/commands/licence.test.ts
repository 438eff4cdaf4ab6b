import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { applyIncidents } from './support/incidents-file.js';

const bench = commandBench();

// Red without: settleLicence in apply-command.ts.
test('what is applied after the grace of a missing licence does not run', async () => {
  bench.environment.SYNCLINE_LICENCE = 'required';
  await bench.database.transaction('age', ({ query }) =>
    query(`update tenants set created_at = now() - interval '8 days'`),
  );
  await applyIncidents(bench, { settings: '    start: auto' });
  const { document } = await bench.json<{ integrations: object[] }>('status');
  expect(document.integrations).toMatchObject([
    { name: 'incidents', state: 'paused', pausedReason: expect.stringMatching(/^no licence/) },
  ]);
});
