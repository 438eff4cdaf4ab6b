import { jiraEntry, serviceNowEntry } from './connection-entries.js';
import type { Tools } from './tools/tools.js';

/** One sync of the trial: a project and a table. */
interface IdleSync {
  readonly project: string;
  readonly table: (typeof TABLES)[number];
}

const TABLES = ['incident', 'problem', 'change_request'] as const;
/** The project that is kept in step with every table. */
const SHARED = 'P1';
/** As careful as a real file would be. */
const PER_SECOND = 50;
/** The name of the first. */
export const FIRST_SYNC = 'p1-incident';

/**
 * So many syncs over one Jira and one ServiceNow, as many of them on the same streams as there can be without a ring: one project
 * for all tables, and every other project for one of them. Each table is read by a third of them.
 */
export function idleSyncs(count: number): readonly IdleSync[] {
  return Array.from({ length: count }, (_, index) => ({
    project: index < TABLES.length ? SHARED : `P${index + 1}`,
    table: TABLES[index % TABLES.length] ?? TABLES[0],
  }));
}

/** Lists of both tools that these read, each counted once. */
export function distinctStreams(syncs: readonly IdleSync[]): number {
  return new Set(syncs.flatMap(({ project, table }) => [project, table])).size;
}

/** The file that has them all. Onboarding begins by itself. */
export function idleConfiguration(
  { jiraUrl, serviceNowUrl }: Pick<Tools, 'jiraUrl' | 'serviceNowUrl'>,
  syncs: readonly IdleSync[],
): string {
  return `version: 1
connections:
${jiraEntry(jiraUrl, PER_SECOND)}
${serviceNowEntry(serviceNowUrl, PER_SECOND)}
integrations:
${syncs.map(written).join('')}`;
}

function written({ project, table }: IdleSync): string {
  return `  ${project.toLowerCase()}-${table.replace('_', '-')}:
    kind: sync
    start: auto
    delay: 60s
    left: { connection: jira, project: ${project} }
    right: { connection: service-now, table: ${table}, filter: "correlation_idSTARTSWITH${project}-" }
    match: { left: key, right: correlation_id }
    initial: left
    create: both
    items:
      - left: Task
        right: ${table}
        ${table === 'incident' ? 'onCreate: { right: { caller_id: syncline } }' : ''}
        fields:
          - [summary, short_description]
          - { left: description, right: description }
          - left: priority
            right: priority
            values: { Highest: "1", High: "2", Medium: "3", Low: "4", Lowest: "5" }
          - { right: correlation_id, toRight: item.key, direction: right }
        comments: { public: comments, internal: work_notes }
`;
}
