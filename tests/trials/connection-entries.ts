/** What the file's `${NAME}` stand for at the simulated tools. */
export const trialEnvironment = { JIRA_TOKEN: 'sync-token', SERVICENOW_PASSWORD: 'syncline' };

const USUAL_PER_SECOND = 1000;

/** The simulated Jira Cloud as an entry of `connections`. */
export function jiraEntry(url: string, perSecond = USUAL_PER_SECOND): string {
  return `  jira:
    connector: jira
    url: ${url}
    auth: { kind: basic, username: sync@example.com, password: "\${JIRA_TOKEN}" }
${limits(perSecond)}`;
}

/** The simulated Jira Data Center. */
export function dataCenterEntry(url: string): string {
  return `  data-center:
    connector: jira
    url: ${url}
    auth: { kind: basic, username: sync, password: "\${JIRA_TOKEN}" }
${limits(USUAL_PER_SECOND)}`;
}

/** The simulated ServiceNow. */
export function serviceNowEntry(url: string, perSecond = USUAL_PER_SECOND): string {
  return `  service-now:
    connector: servicenow
    url: ${url}
    auth: { kind: basic, username: syncline, password: "\${SERVICENOW_PASSWORD}" }
${limits(perSecond)}`;
}

function limits(perSecond: number): string {
  return `    limits: { concurrency: 8, requestsPerSecond: ${perSecond} }`;
}
