import { linkFromRow } from '../../../backend/links/index.js';
import type { IssueState } from '../../sandbox/jira/index.js';
import type { RecordSnapshot } from '../../sandbox/servicenow/people.js';
import type { Installation } from '../installation.js';
import { type FieldName, RULES, readIncident, readIssue } from '../readings.js';

/** Two items of which the engine says that they are the same thing. */
export interface Pair {
  readonly linkId: string;
  readonly issue: IssueState;
  readonly incident: RecordSnapshot;
}

/** Everything at the end, as the tools have it and as the engine says it. */
export interface EndState {
  readonly issues: readonly IssueState[];
  readonly incidents: readonly RecordSnapshot[];
  readonly journalEntries: readonly RecordSnapshot[];
  /** Living links, with the ids that they name. */
  readonly links: readonly {
    readonly id: string;
    readonly leftId: string;
    readonly rightId: string;
    readonly problem: string | null;
  }[];
  readonly pairs: readonly Pair[];
  /** All that people are shown of a field that was held or overwritten, as JSON. */
  named(linkId: string, field: FieldName): string;
  /** Whether a conflict waits for a person. */
  isHeld(linkId: string, field: FieldName): boolean;
  /** What history says of items that were made twice. */
  readonly doubles: string;
  readonly changesLeft: readonly string[];
  /** History and conflicts, one line each, for a person who looks for a fault. */
  readonly told: readonly string[];
}

/** Takes down how things stand. */
export async function takeState({ jira, serviceNow, database }: Installation): Promise<EndState> {
  jira.tick();
  const issues = jira.issues().filter(({ project, type }) => project === 'BENCH' && type === 'Task');
  const incidents = serviceNow.people.rows('incident');
  const { links, conflicts, history, changes } = await database.transaction('look', async (transaction) => ({
    links: (await transaction.query('select * from links where ended_at is null order by left_key')).map(linkFromRow),
    conflicts: await transaction.query('select * from conflicts order by id'),
    history: await transaction.query('select * from history order by id'),
    changes: await transaction.query('select side, item_key, attempts, problem from changes order by id'),
  }));
  const shown = (linkId: string, field: FieldName) => [
    ...conflicts
      .filter((row) => row.link_id === linkId && row.field === RULES[field])
      .map(({ left_value, right_value, message }) => ({ left_value, right_value, message })),
    ...history
      .filter((row) => row.link_id === linkId && row.field === RULES[field])
      .filter(({ kind }) => kind === 'overwritten' || kind === 'held')
      .map(({ kind, before, message }) => ({ kind, before, message })),
  ];
  return {
    issues,
    incidents,
    journalEntries: serviceNow.people.rows('sys_journal_field'),
    links: links.map(({ id, left, right, problem }) => ({ id, leftId: left.id, rightId: right.id, problem })),
    pairs: links.flatMap(({ id, left, right }) => {
      const issue = issues.find((candidate) => candidate.id === left.id);
      const incident = incidents.find((candidate) => candidate.sys_id === right.id);
      return issue === undefined || incident === undefined ? [] : [{ linkId: id, issue, incident }];
    }),
    named: (linkId, field) => JSON.stringify(shown(linkId, field)),
    isHeld: (linkId, field) =>
      conflicts.some((row) => row.link_id === linkId && row.field === RULES[field] && row.state !== 'closed'),
    doubles: history
      .filter(({ kind }) => kind === 'doubled')
      .map(({ message }) => String(message))
      .join('\n'),
    told: [
      ...history.map((row) => {
        const link = links.find(({ id }) => id === row.link_id);
        const values = row.field === null ? '' : `${JSON.stringify(row.before)} -> ${JSON.stringify(row.after)} `;
        const place = `${link?.left.key ?? ''} ~ ${link?.right.key ?? ''} ${String(row.side ?? '')}`;
        return `${String((row.at as Date).toISOString())} ${place} ${String(row.kind)} ${String(row.field ?? '')} ${values}${String(row.message ?? '')}`;
      }),
      ...links.map(({ left, right }) => {
        const issue = issues.find((candidate) => candidate.id === left.id);
        const incident = incidents.find((candidate) => candidate.sys_id === right.id);
        const readings = [
          issue === undefined ? null : readIssue(issue),
          incident === undefined ? null : readIncident(incident),
        ];
        return `${left.key} ~ ${right.key} ${JSON.stringify(readings)}`;
      }),
      ...conflicts.map((row) => `conflict, ${String(row.state)}: ${String(row.field)} ${String(row.message)}`),
    ],
    changesLeft: changes.map((row) => `${String(row.item_key)} (${String(row.problem)})`),
  };
}
