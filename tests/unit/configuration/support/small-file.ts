const LINES = [
  'version: 1',
  'connections:',
  '  jira:',
  '    connector: jira',
  '    url: https://example.atlassian.net',
  '    auth: { kind: basic, username: a@example.com, password: "${JIRA_TOKEN}" }',
  '  snow:',
  '    connector: servicenow',
  '    url: https://example.service-now.com',
  '    auth: { kind: basic, username: syncline, password: "${SERVICENOW_PASSWORD}" }',
  'integrations:',
  '  incidents:',
  '    kind: sync',
  '    left: { connection: jira, project: BENCH }',
  '    right: { connection: snow, table: incident }',
  '    items:',
  '      - left: Task',
  '        right: incident',
  '        fields:',
  '          - [summary, short_description]',
];

/** Lines to put in the place of others, by number from 1; several lines move the rest down, an empty text removes a line. */
export type Edits = Readonly<Record<number, string>>;

/** A small file without faults, with some of its lines replaced. */
export function smallFile(edits: Edits = {}): string {
  const lines = LINES.flatMap((line, index) => {
    const edit = edits[index + 1];
    return edit === '' ? [] : (edit ?? line);
  });
  return `${lines.join('\n')}\n${edits[LINES.length + 1] ?? ''}`;
}
