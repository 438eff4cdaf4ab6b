import type { SandboxRandom } from '../http/index.js';
import type { IssueState } from '../jira/index.js';
import { JiraSandbox, seedJira } from '../jira/index.js';
import { type RecordSnapshot, ServiceNowSandbox } from '../servicenow/index.js';

const PROJECT = 'BENCH';
const TABLE = 'incident';
const ISSUE_COUNT = 200;

/** The two simulated tools, with what the demo asks of them. */
export class Tools {
  readonly jira: JiraSandbox;
  readonly serviceNow: ServiceNowSandbox;

  /** Two hundred issues on one side, nothing on the other. */
  constructor(random: SandboxRandom) {
    const clock = { now: () => new Date() };
    this.jira = new JiraSandbox({ clock, random });
    this.serviceNow = new ServiceNowSandbox({ clock, random });
    seedJira(this.jira, { count: ISSUE_COUNT, random, project: PROJECT });
    // The mapping of the demo has one item type, so that nothing on the screen needs explaining.
    for (const { key, type } of this.issues()) if (type !== 'Task') this.jira.changeType(key, 'Task');
  }

  issues(): readonly IssueState[] {
    return this.jira.issues().filter(({ project }) => project === PROJECT);
  }

  issueCount(): number {
    const { directory, store } = this.jira.state;
    const id = directory.project(PROJECT)?.id;
    return [...store.records()].filter(({ projectId }) => projectId === id).length;
  }

  /** Incidents that have an issue. */
  linkedCount(): number {
    return this.incidents().filter(({ correlation_id }) => correlation_id !== '').length;
  }

  incidents(): readonly RecordSnapshot[] {
    return this.serviceNow.people.rows(TABLE);
  }

  /** Every linked pair: the mapping writes an issue's key into its incident. */
  pairs(): readonly Pair[] {
    const issues = new Map(this.issues().map((issue) => [issue.key, issue]));
    return this.incidents().flatMap((incident) => {
      const issue = issues.get(incident.correlation_id ?? '');
      return issue === undefined ? [] : [{ issue, incident }];
    });
  }

  /** The partner of an issue, or undefined. */
  incidentOf(issueKey: string): RecordSnapshot | undefined {
    return this.incidents().find(({ correlation_id }) => correlation_id === issueKey);
  }

  incident(number: string): RecordSnapshot {
    return this.serviceNow.people.get(TABLE, number);
  }

  /** Words of an incident's comments (what its caller sees) or work notes. */
  journal(sysId: string, element: 'comments' | 'work_notes'): readonly string[] {
    return this.serviceNow.people
      .rows('sys_journal_field')
      .filter((entry) => entry.element_id === sysId && entry.element === element)
      .map(({ value = '' }) => value);
  }
}

/** An issue and its incident. */
export interface Pair {
  readonly issue: IssueState;
  readonly incident: RecordSnapshot;
}

export { PROJECT, TABLE };
