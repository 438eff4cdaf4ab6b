import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfiguration, type StoredConfiguration, withIntegration } from '../../../backend/configuration/index.js';
import { jiraConnector } from '../../../backend/connectors/jira/index.js';
import type { Tool } from '../../../backend/connectors/sdk/index.js';
import { serviceNowConnector } from '../../../backend/connectors/servicenow/index.js';
import { compileMapping } from '../../../backend/mappings/index.js';
import { type ProposalSide, proposeMapping } from '../../../backend/proposals/index.js';
import { openSite } from '../connectors/jira/open-site.js';
import { openInstance } from '../connectors/servicenow/open-instance.js';

const CONNECTORS = [jiraConnector, serviceNowConnector];

/** Both connections, and nothing else. */
const STORED: StoredConfiguration = {
  outgoing: [],
  integrations: [],
  connections: (['jira', 'servicenow'] as const).map((connector) => ({
    name: connector,
    connector,
    url: `https://${connector}.example.com`,
    insecure: false,
    auth: { kind: 'basic', fields: { username: 'syncline' }, expires: null, secrets: ['password'] },
    network: { proxy: null, ca: null, certificate: null, secrets: [] },
    limits: {},
    readOnly: false,
    deployment: null,
    options: {},
  })),
};

async function described(
  tool: Tool,
  connection: 'jira' | 'servicenow',
  container: string,
  usedTypes: readonly string[],
): Promise<ProposalSide> {
  const signal = new AbortController().signal;
  return {
    connection,
    containerKey: connection === 'jira' ? 'project' : 'table',
    title: connection === 'jira' ? 'Jira' : 'ServiceNow',
    filter: null,
    schema: await tool.describe(container, signal),
    ways: (await tool.ways?.(container, signal)) ?? [],
    usedTypes,
    account: 'syncline',
  };
}

/** Every type of the project is in use, and one issue stands in each status of a Task. */
async function sides(project: string, table: string, deployment: 'cloud' | 'datacenter') {
  const site = await openSite({ site: { deployment } });
  for (const status of ['To Do', 'In Progress', 'In Review', 'Done']) {
    const { key } = site.sandbox.createIssue({ project, summary: status });
    site.sandbox.transition(key, status);
  }
  // The index comes after.
  site.tick(60);
  const instance = await openInstance();
  return {
    left: await described(site.tool, 'jira', project, ['10001', '10002', '10003', '10004']),
    right: await described(instance.tool, 'servicenow', table, []),
  };
}

// Red without: whatever a proposal must keep to; each of its rows is judged by what judges the file.
test.each([
  ['BENCH', 'incident', 'cloud'],
  ['BENCH', 'problem', 'cloud'],
  ['NET', 'change_request', 'cloud'],
  ['BENCH', 'incident', 'datacenter'],
] as const)(
  'what is proposed for %s and %s (%s) is read by apply and compiles without a fault',
  async (project, table, deployment) => {
    const both = await sides(project, table, deployment);
    const { entry } = proposeMapping(both);
    const text = withIntegration(STORED, CONNECTORS, { name: 'proposed', entry: { ...entry }, insteadOf: null });
    const { file, faults } = parseConfiguration(text, {
      fileName: 'proposed',
      connectors: CONNECTORS,
      environment: null,
      mode: 'onpremise',
    });
    expect(faults).toEqual([]);
    const definition = file?.integrations[0]?.definition;
    if (definition?.kind !== 'sync') throw new Error('it is no sync');
    expect(compileMapping(definition, { left: both.left.schema, right: both.right.schema }).faults).toEqual([]);
    expect(definition.items.map(({ left }) => left)).toEqual(['Task', 'Bug', 'Story']);
    expect(parse(text).integrations.proposed).toEqual(JSON.parse(JSON.stringify(entry)));
  },
);

test('for incidents the proposal is what a person would have written', async () => {
  const { entry, required } = proposeMapping(await sides('BENCH', 'incident', 'cloud'));
  const [task] = entry.items;
  expect(entry.match).toEqual({ left: 'key', right: 'correlation_id' });
  expect(task?.onCreate).toEqual({ right: { caller_id: 'syncline' } });
  const rows = Object.fromEntries((task?.fields ?? []).map((row) => [`${row.left ?? ''} ${row.right ?? ''}`, row]));
  expect(Object.keys(rows)).toEqual(
    expect.arrayContaining([
      'summary short_description',
      'description description',
      'assignee assigned_to',
      'labels u_labels',
      'duedate due_date',
      ' correlation_id',
    ]),
  );
  expect(rows['priority priority']?.values).toEqual({ Highest: '1', High: '2', Medium: '3', Low: '4', Lowest: '5' });
  expect(rows['status state']).toMatchObject({
    values: { 'To Do': '1', 'In Progress': ['2', '3'], 'In Review': '2', Done: ['6', '7', '8'] },
    transition: {
      left: { Done: { resolution: 'Done' } },
      right: { '6': { close_code: 'Resolved', close_notes: 'Closed in Jira' } },
    },
  });
  expect(
    required.map(({ side, status, field: { id } }) => `${side} ${status ?? 'creation'} ${id}`).slice(0, 4),
  ).toEqual(['right creation caller_id', 'left Done resolution', 'right 6 close_code', 'right 6 close_notes']);
});
