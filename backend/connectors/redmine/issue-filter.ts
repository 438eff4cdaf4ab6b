import { ConfigurationError } from '../../shared/index.js';
import type { IssueQuery } from './redmine-api.js';

/** Conditions that every list brings itself; Redmine takes one condition for each field. */
const OURS: ReadonlySet<string> = new Set([
  'project_id',
  'subproject_id',
  'issue_id',
  'created_on',
  'updated_on',
  'sort',
  'limit',
  'offset',
  'query_id',
  'include',
  'key',
]);

/**
 * The conditions of a filter as it stands in the address of a list of issues: `tracker_id=1&status_id=o&cf_2=S1|S2`.
 * @throws ConfigurationError when it holds something that a list must bring itself.
 */
export function conditionsOf(filter: string | null): IssueQuery {
  if (filter === null) return {};
  const conditions: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(filter.trim())) {
    if (OURS.has(name) || /^(f|op|v|c|t)\[/.test(name) || value === '') {
      throw new ConfigurationError(
        `filter: \`${name}\` cannot be used: write conditions on fields in Redmine's short form, such as tracker_id=1&status_id=o`,
      );
    }
    conditions[name] = value;
  }
  return conditions;
}

/** Issues of the project itself: Redmine would show those of its subprojects too. */
export function ofProject(project: string): IssueQuery {
  return { project_id: project, subproject_id: '!*' };
}
