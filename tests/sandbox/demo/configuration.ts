/** What the demo runs: the main job as a customer would write it, polled as often as is allowed. */
export function demoConfiguration(jiraUrl: string, serviceNowUrl: string): string {
  return `version: 1

connections:
  jira:
    connector: jira
    url: ${jiraUrl}
    auth: { kind: basic, username: sync@example.com, password: "\${DEMO_JIRA_TOKEN}" }
  service-now:
    connector: servicenow
    url: ${serviceNowUrl}
    auth: { kind: basic, username: syncline, password: "\${DEMO_SERVICENOW_PASSWORD}" }

integrations:
  incidents:
    kind: sync
    start: auto
    delay: 0s
    left:  { connection: jira, project: BENCH }
    right: { connection: service-now, table: incident }
    match: { left: key, right: correlation_id }
    items:
      - left: Task
        right: incident
        onCreate: { right: { caller_id: alice } }
        fields:
          - [summary, short_description]
          - [description, description]
          - left: priority
            right: priority
            values: { Highest: "1", High: "2", Medium: "3", Low: "4", Lowest: "5" }
          - left: status
            right: state
            direction: right
            values: { To Do: "1", In Progress: "2", In Review: "2", Done: "6" }
            transition: { right: { "6": { close_code: Resolved, close_notes: "Closed in Jira" } } }
          - left: labels
            right: u_labels
            toRight: $join(value, ",")
            toLeft: $filter($map($split(value, ","), $trim), function($l) { $l != "" })[]
          - { right: correlation_id, toRight: item.key, direction: right }
        comments: { public: comments, internal: work_notes }
`;
}
