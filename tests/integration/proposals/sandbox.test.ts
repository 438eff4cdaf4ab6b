import { expect, test } from 'vitest';
import { proposeMapping } from '../../../backend/proposals/index.js';
import { openSite } from '../connectors/jira/open-site.js';
import { openInstance } from '../connectors/servicenow/open-instance.js';

test('look', async () => {
  const site = await openSite();
  const instance = await openInstance();
  for (let i = 0; i < 3; i++) site.sandbox.createIssue({ project: 'BENCH', summary: 'x' });
  const signal = new AbortController().signal;
  const left = await site.tool.describe('BENCH', signal);
  const right = await instance.tool.describe('incident', signal);
  console.log(await site.tool.containers?.('', signal), await instance.tool.containers?.('', signal), await instance.tool.containers?.('chan', signal), await site.tool.count?.({container:'BENCH', filter: 'summary ~ x'}, signal), await instance.tool.count?.({container:'incident', filter: 'active=true'}, signal));
  const proposed = proposeMapping({
    left: { connection: 'jira', containerKey: 'project', title: 'Jira', filter: null, schema: left, ways: await site.tool.ways?.('BENCH', signal) ?? [], usedTypes: ['10001'], account: 'sync' },
    right: { connection: 'service-now', containerKey: 'table', title: 'ServiceNow', filter: null, schema: right, ways: await instance.tool.ways?.('incident', signal) ?? [], usedTypes: ['incident'], account: 'syncline' },
  });
  console.log(JSON.stringify(proposed, null, 1));
  expect(proposed).toBeDefined();
});
