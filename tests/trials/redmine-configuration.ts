import { jiraEntry } from './connection-entries.js';

/** Of the simulated Jira, and what they are in Redmine. */
export const PRIORITIES = { Highest: 'Immediate', High: 'Urgent', Medium: 'High', Low: 'Normal', Lowest: 'Low' };
/** What Redmine's list of several values can hold. */
export const LABELS = ['red', 'green', 'blue'];

/** The simulated Jira's project BENCH and the project `sync` of a real Redmine. */
export function redmineConfiguration(tools: {
  readonly jiraUrl: string;
  readonly redmineUrl: string;
  readonly markField: string;
}): string {
  const priorities = Object.entries(PRIORITIES).map(([left, right]) => `${left}: ${right}`);
  return `version: 1
connections:
${jiraEntry(tools.jiraUrl)}
  redmine:
    connector: redmine
    url: ${tools.redmineUrl}
    auth: { kind: basic, username: sync, password: "\${REDMINE_PASSWORD}" }
    markField: ${tools.markField}
    customFields: { cf_1: string, cf_2: list, cf_3: date, cf_4: float, cf_5: bool, cf_6: "list[]" }
integrations:
  incidents:
    kind: sync
    enabled: true
    start: manual
    delay: 2s
    left: { connection: jira, project: BENCH }
    right: { connection: redmine, project: sync, filter: "tracker_id=1" }
    backfill: all
    match: { left: key, right: cf_1 }
    initial: left
    create: both
    conflicts: hold
    items:
      - left: Task
        right: Bug
        fields:
          - [summary, subject]
          - [description, description]
          - { left: priority, right: priority, values: { ${priorities.join(', ')} } }
          - left: status
            right: status
            values: { To Do: New, In Progress: In Progress, In Review: Resolved, Done: Closed }
            transition: { left: { Done: { resolution: Done } } }
          - [duedate, due_date]
          - [labels, cf_6]
          - { left: customfield_10035, right: cf_2, values: { Production: S1, Staging: S2, Test: S3 } }
          - { right: cf_1, toRight: item.key, direction: right }
        comments: { public: notes, internal: private_notes }
`;
}
