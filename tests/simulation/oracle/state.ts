import { listHistory, type StoredLine } from '../../../backend/history/index.js';
import { linkFromRow } from '../../../backend/links/index.js';
import type { Side } from '../../../backend/mappings/index.js';
import type { Row, Transaction } from '../../../backend/storage/index.js';
import type { IssueState, JiraSandbox } from '../../sandbox/jira/index.js';
import type { ServiceNowSandbox } from '../../sandbox/servicenow/index.js';
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
  /** Links that are over, because one of their items is gone for good. */
  readonly ended: readonly { readonly leftId: string; readonly rightId: string }[];
  readonly pairs: readonly Pair[];
  /** All that people are shown of a field that was held or overwritten, as JSON. */
  named(linkId: string, field: FieldName): string;
  /** Whole values of one side that people are shown since then, because they were held or overwritten; as JSON. */
  shownSince(linkId: string, field: FieldName, side: Side, since: Date): readonly string[];
  /** Whether a conflict waits for a person. */
  isHeld(linkId: string, field: FieldName | 'key'): boolean;
  /** What history says of items that were made twice. */
  readonly doubles: string;
  readonly changesLeft: readonly string[];
  /** Keys of everything that was once in one of the containers, and has been deleted by anybody. */
  readonly gone: readonly string[];
  readonly history: readonly StoredLine[];
  /** The end of each living link's chain of history, by link id. */
  readonly chainEnds: ReadonlyMap<string, string | null>;
  /** Writes of which nobody knows what became of them, with the ids of the linked items that they are about. */
  readonly unsettled: readonly { readonly what: string; readonly itemIds: readonly string[] }[];
  /** History and conflicts, one line each, for a person who looks for a fault. */
  readonly told: readonly string[];
}

/** Takes down how things stand. */
export async function takeState({ jira, serviceNow, database }: Installation): Promise<EndState> {
  jira.tick();
  const issues = jira.issues().filter(({ project, type }) => project === 'BENCH' && type === 'Task');
  const incidents = serviceNow.people.rows('incident');
  const { links, ended, conflicts, history, lines, changes, unsettled } = await database.transaction(
    'look',
    async (transaction) => ({
      ended: (await transaction.query('select * from links where ended_at is not null')).map(linkFromRow),
      links: (await transaction.query('select * from links where ended_at is null order by left_key')).map(linkFromRow),
      conflicts: await transaction.query('select * from conflicts order by id'),
      history: await transaction.query('select * from history order by id'),
      lines: await listAllHistory(transaction),
      unsettled: await transaction.query(
        `select w.kind, w.side, w.source_key, w.state, l.left_id, l.right_id from writes w left join links l on l.id = w.link_id
          where w.state in ('intended', 'unknown') order by w.intended_at`,
      ),
      changes: await transaction.query('select side, item_key, attempts, problem from changes order by id'),
    }),
  );
  const shown = (linkId: string, field: FieldName) => [
    ...conflicts
      .filter((row) => row.link_id === linkId && row.field === RULES[field])
      .map(({ left_value, right_value, message }) => ({ left_value, right_value, message })),
    ...history
      .filter((row) => row.link_id === linkId && row.field === RULES[field])
      .filter((row, _, ofField) => isTelling(row, ofField))
      .map(({ kind, before, message }) => ({ kind, before, message })),
  ];
  return {
    issues,
    incidents,
    journalEntries: serviceNow.people.rows('sys_journal_field'),
    links: links.map(({ id, left, right, problem }) => ({ id, leftId: left.id, rightId: right.id, problem })),
    ended: ended.map(({ left, right }) => ({ leftId: left.id, rightId: right.id })),
    pairs: links.flatMap(({ id, left, right }) => {
      const issue = issues.find((candidate) => candidate.id === left.id);
      const incident = incidents.find((candidate) => candidate.sys_id === right.id);
      return issue === undefined || incident === undefined ? [] : [{ linkId: id, issue, incident }];
    }),
    named: (linkId, field) => JSON.stringify(shown(linkId, field)),
    shownSince: (linkId, field, side, since) => [
      ...conflicts
        .filter((row) => row.link_id === linkId && row.field === RULES[field] && (row.changed_at as Date) >= since)
        .map((row) => JSON.stringify(row[`${side}_value`])),
      ...history
        .filter((row) => row.link_id === linkId && row.field === RULES[field] && (row.at as Date) >= since)
        .filter((row) => row.kind === 'overwritten' && row.side === side)
        .map(({ before }) => JSON.stringify(before)),
    ],
    isHeld: (linkId, field) =>
      conflicts.some(
        (row) =>
          row.link_id === linkId &&
          row.field === (field === 'key' ? ':correlation_id' : RULES[field]) &&
          row.state !== 'closed',
      ),
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
    gone: [...goneIssues(jira), ...goneIncidents(serviceNow)],
    history: lines,
    chainEnds: new Map(links.map(({ id, historyHash }) => [id, historyHash])),
    unsettled: unsettled.map((row) => ({
      what: `${String(row.state)} ${String(row.kind)} on the ${String(row.side)} for ${String(row.source_key)}`,
      itemIds: [String(row.left_id), String(row.right_id)],
    })),
    changesLeft: changes.map((row) => `${String(row.item_key)} (${String(row.problem)})`),
  };
}

/** Jira tells nobody what was deleted, but numbers are given one after the other, so that a hole is an issue that is gone. */
function goneIssues(jira: JiraSandbox): readonly string[] {
  const there = jira.issues().map(({ key }) => key);
  const next = jira.createIssue({ project: 'BENCH', issuetype: { name: 'Task' }, summary: 'the next number' });
  const count = Number(next.key.slice('BENCH-'.length)) - 1;
  return Array.from({ length: count }, (_, index) => `BENCH-${index + 1}`).filter((key) => !there.includes(key));
}

function goneIncidents(serviceNow: ServiceNowSandbox): readonly string[] {
  return serviceNow.people
    .rows('sys_audit_delete')
    .filter(({ tablename }) => tablename === 'incident')
    .map(({ display_value: number }) => number ?? '');
}

async function listAllHistory(transaction: Transaction): Promise<readonly StoredLine[]> {
  const rows = await transaction.query('select distinct link_id from history');
  const lines: StoredLine[] = [];
  for (const { link_id } of rows) lines.push(...(await listHistory(transaction, String(link_id))));
  return lines;
}

/** Whether a line tells of a value that went: of one that was covered or waits, or that a person has decided against. */
function isTelling({ kind, at }: Row, ofField: readonly Row[]): boolean {
  const isDecided = ofField.some((other) => other.kind === 'resolved' && String(other.at) === String(at));
  return kind === 'overwritten' || kind === 'held' || (kind === 'updated' && isDecided);
}
