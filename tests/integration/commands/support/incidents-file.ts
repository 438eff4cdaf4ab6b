import type { CommandBench } from './command-bench.js';

/** Changes to the usual file; each replaces one part. */
export interface FileChanges {
  readonly jiraPassword?: string;
  readonly jiraUrl?: string;
  /** Lines below `incidents:`, indented by four. */
  readonly settings?: string;
  readonly fields?: string;
  readonly project?: string;
  /** Appended to the file. */
  readonly more?: string;
}

const FIELDS = `          - [summary, short_description]
          - { left: priority, right: priority, values: { Highest: "1", High: "2", Medium: "3", Low: "4", Lowest: "5" } }`;

/** A small file for the bench's two tools; without expressions, whose thread takes its time to start in every command. */
export function incidentsFile(
  { jiraUrl, serviceNowUrl }: Pick<CommandBench, 'jiraUrl' | 'serviceNowUrl'>,
  changes: FileChanges = {},
): string {
  return `version: 1
connections:
  jira:
    connector: jira
    url: ${changes.jiraUrl ?? jiraUrl}
    auth: { kind: basic, username: sync@example.com, password: "${changes.jiraPassword ?? `\${JIRA_TOKEN}`}" }
  service-now:
    connector: servicenow
    url: ${serviceNowUrl}
    auth: { kind: basic, username: syncline, password: "\${SERVICENOW_PASSWORD}" }
integrations:
  incidents:
    kind: sync
${changes.settings ?? '    delay: 60s'}
    left: { connection: jira, project: ${changes.project ?? 'BENCH'} }
    right: { connection: service-now, table: incident }
    items:
      - left: Task
        right: incident
        onCreate: { right: { caller_id: alice } }
        fields:
${changes.fields ?? FIELDS}
${changes.more ?? ''}`;
}

/** Applies the usual file. */
export async function applyIncidents(bench: CommandBench, changes: FileChanges = {}): Promise<void> {
  const path = await bench.write('syncline.yaml', incidentsFile(bench, changes));
  const { code, notes } = await bench.run('apply', '-f', path);
  if (code !== 0) throw new Error(notes);
}

/** Applies it and takes over what there is. */
export async function onboardIncidents(bench: CommandBench, changes: FileChanges = {}): Promise<void> {
  await applyIncidents(bench, changes);
  const { code, notes } = await bench.run('sync', 'incidents', '--onboarding', '--wait');
  if (code !== 0) throw new Error(notes);
}
