import type { RecordSnapshot } from '../../sandbox/servicenow/people.js';

/** The entity property in which issues carry their mark. */
export const MARK_PROPERTY_NAME = 'syncline';

/** What an incident carries as its mark; undefined for those of people. */
export function markOfIncident({ correlation_display: text }: RecordSnapshot): string | undefined {
  return text?.startsWith('syncline:') ? text : undefined;
}
