import { JiraRefusal } from '../refusal.js';

/** A query that cannot be read; Jira puts the same words before each such message. */
export function syntaxError(message: string): JiraRefusal {
  return new JiraRefusal(400, [`Error in the JQL Query: ${message}`]);
}

/** A query that can be read and makes no sense on this site. */
export function meaningError(message: string): JiraRefusal {
  return new JiraRefusal(400, [message]);
}
