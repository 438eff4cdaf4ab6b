import { dataCenterEntry, jiraEntry } from './connection-entries.js';
import type { Tools } from './tools/tools.js';

const same = (...names: readonly string[]) => `{ ${names.map((name) => `${name}: ${name}`).join(', ')} }`;

/** Two projects called BENCH in step, of the simulated Jira Cloud and of the simulated Data Center. */
export function twinsConfiguration({ jiraUrl, dataCenterUrl }: Pick<Tools, 'jiraUrl' | 'dataCenterUrl'>): string {
  const fields = `fields:
          - [summary, summary]
          - [description, description]
          - { left: priority, right: priority, values: ${same('Highest', 'High', 'Medium', 'Low', 'Lowest')} }
          - [assignee, assignee]
          - [labels, labels]
          - [duedate, duedate]
          - { left: customfield_10035, right: customfield_10035, values: ${same('Production', 'Staging', 'Test')} }
          - left: status
            right: status
            values: ${same('To Do', 'In Progress', 'In Review', 'Done')}
            transition: { left: { Done: { resolution: Done } }, right: { Done: { resolution: Done } } }
          - { right: customfield_10030, toRight: item.key, direction: right }
        comments: { public: public, internal: internal }`;
  return `version: 1
connections:
${jiraEntry(jiraUrl)}
${dataCenterEntry(dataCenterUrl)}
integrations:
  incidents:
    kind: sync
    enabled: true
    start: manual
    delay: 1s
    left: { connection: jira, project: BENCH }
    right: { connection: data-center, project: BENCH }
    backfill: all
    match: { left: key, right: customfield_10030 }
    initial: left
    create: both
    conflicts: hold
    items:
      - left: Task
        right: Task
        ${fields}
      - left: Bug
        right: Bug
        ${fields}
`;
}
