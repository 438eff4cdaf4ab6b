import { jiraEntry, serviceNowEntry } from './connection-entries.js';
import type { Tools } from './tools/tools.js';

/** The sync of the normative example between the simulated tools. */
export function trialConfiguration({ jiraUrl, serviceNowUrl }: Pick<Tools, 'jiraUrl' | 'serviceNowUrl'>): string {
  return `version: 1
connections:
${jiraEntry(jiraUrl)}
${serviceNowEntry(serviceNowUrl)}
integrations:
  incidents:
    kind: sync
    enabled: true
    start: manual
    delay: 1s
    left: { connection: jira, project: BENCH, filter: "labels is not EMPTY or labels is EMPTY" }
    right: { connection: service-now, table: incident, filter: "active=true^ORactive=false" }
    backfill: all
    match: { left: key, right: correlation_id }
    initial: left
    create: both
    conflicts: hold
    items:
      - left: Task
        right: incident
        onCreate: { right: { caller_id: syncline } }
        fields:
          - [summary, short_description]
          - { left: description, right: description }
          - left: priority
            right: priority
            values: { Highest: "1", High: "2", Medium: "3", Low: "4", Lowest: "5" }
          - left: status
            right: state
            direction: right
            values: { To Do: "1", In Progress: "2", In Review: "2", Done: "6" }
            transition: { right: { "6": { close_code: Solution provided, close_notes: "Closed in Jira" } } }
          - left: labels
            right: u_labels
            toRight: $join(value, ",")
            toLeft: $filter($map($split(value, ","), $trim), function($l) { $l != "" })[]
            conflicts: left
          - { right: correlation_id, toRight: item.key, direction: right }
        comments: { public: comments, internal: work_notes }
`;
}
