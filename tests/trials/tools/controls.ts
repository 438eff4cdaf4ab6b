import { seededRandom } from '../../sandbox/http/index.js';
import type { As, JiraSandbox, PersonFields } from '../../sandbox/jira/index.js';
import { seedJira } from '../../sandbox/jira/index.js';
import { type ServiceNowSandbox, seedServiceNow } from '../../sandbox/servicenow/index.js';
import type { Judge } from '../../support/contract-check.js';

/** Which of the simulated Jiras. */
export type Site = 'jira' | 'data-center';

/** Who does it, by name; the tool's own somebody when nobody is named. */
export interface By {
  readonly as?: string;
  /** Jira Cloud unless told. */
  readonly at?: Site;
}

interface NewTasks {
  readonly count: number;
  /** Number of the first. */
  readonly from?: number;
  readonly project?: string;
}

/** How the tools were spoken to so far. */
export interface Traffic {
  readonly jira: { readonly reads: number; readonly writes: number };
  readonly serviceNow: { readonly reads: number; readonly writes: number };
  readonly dataCenter: { readonly reads: number; readonly writes: number };
  /** How often which bad manner has shown itself, all tools together. */
  readonly manners: Readonly<Record<string, number>>;
  /** Requests of ours that an API description does not allow. */
  readonly requestErrors: readonly string[];
}

/** The texts that people write, as they stand now. */
export interface Texts {
  readonly issues: readonly { readonly id: string; readonly title: string; readonly words: string }[];
  readonly incidents: readonly {
    readonly id: string;
    readonly key: string;
    readonly title: string;
    readonly words: string;
  }[];
}

/** What a trial may do to the tools from outside their process, by name. Arguments and results travel as JSON. */
export function createControls(parts: {
  readonly jira: JiraSandbox;
  readonly dataCenter: JiraSandbox;
  readonly serviceNow: ServiceNowSandbox;
  readonly judges: readonly Judge[];
  readonly advance: (ms: number) => void;
}) {
  const { jira, dataCenter, serviceNow, judges, advance } = parts;
  const siteAt = (at: Site | undefined) => (at === 'data-center' ? dataCenter : jira);
  return {
    /** Puts the clocks of both tools forward: what has just changed is long ago for polls that look back. */
    advance,
    /** Issues of type Task whose titles are given once. */
    createTasks({ count, from = 1, project = 'BENCH' }: NewTasks): void {
      for (let number = from; number < from + count; number += 1) {
        jira.createIssue({
          project,
          summary: `Ticket ${number}: ${TROUBLES[number % TROUBLES.length]}`,
          description: `Reported on floor ${number % 9}.\nIt began at ${8 + (number % 10)} o'clock.`,
          priority: PRIORITIES[number % PRIORITIES.length] ?? 'Medium',
          labels: [`floor${number % 9}`, ...(number % 3 === 0 ? ['vip'] : [])],
        });
      }
    },
    /** Incidents whose titles are given once. */
    createIncidents({ count }: { readonly count: number }): void {
      for (let number = 1; number <= count; number += 1) {
        serviceNow.people.create('incident', {
          short_description: `Incident ${number}: ${TROUBLES[number % TROUBLES.length]}`,
          description: `Called in by phone.\nLine ${number}`,
          u_labels: number % 2 === 0 ? 'phone' : '',
        });
      }
    },
    seedJira({ count, seed }: { readonly count: number; readonly seed: number }): void {
      seedJira(jira, { count, random: seededRandom(seed) });
    },
    seedServiceNow({ count, seed }: { readonly count: number; readonly seed: number }): void {
      seedServiceNow(serviceNow, { count, random: seededRandom(seed) });
    },
    createIssue(
      fields: PersonFields & { readonly project: string; readonly summary: string },
      { at, ...by }: By = {},
    ): string {
      return siteAt(at).createIssue(fields, by as As).key;
    },
    editIssue(key: string, fields: PersonFields, { at, ...by }: By = {}): void {
      siteAt(at).edit(key, fields, by as As);
    },
    transition(key: string, status: string, { at }: By = {}): void {
      siteAt(at).transition(key, status);
    },
    commentIssue(key: string, text: string, { at, ...by }: By = {}): void {
      siteAt(at).comment(key, text, by as As);
    },
    createIncident(values: Readonly<Record<string, string>>, by: By = {}): string {
      return serviceNow.people.create('incident', values, by).sys_id ?? '';
    },
    editIncident(id: string, values: Readonly<Record<string, string>>, by: By = {}): void {
      serviceNow.people.edit('incident', id, values, by);
    },
    commentIncident(id: string, journal: 'comments' | 'work_notes', text: string, by: By = {}): void {
      serviceNow.people.journal('incident', id, journal, text, by);
    },
    /** Tasks and bugs of the project BENCH, wherever they came from. */
    issues(at?: Site): { readonly key: string; readonly status: string; readonly labels: readonly string[] }[] {
      return siteAt(at)
        .issues()
        .filter(({ type, project }) => (type === 'Task' || type === 'Bug') && project === 'BENCH')
        .map(({ key, status, fields }) => ({ key, status, labels: (fields.labels ?? []) as string[] }));
    },
    /** What stands in the texts of every task of BENCH and of every incident, by id; of an incident also the key that it carries. */
    texts(): Texts {
      const inside = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
      return {
        issues: jira
          .issues()
          .filter(({ type, project }) => type === 'Task' && project === 'BENCH')
          .map(({ key, fields }) => ({ id: key, title: inside(fields.summary), words: inside(fields.description) })),
        incidents: serviceNow.people.rows('incident').map((row) => ({
          id: row.sys_id ?? '',
          key: row.correlation_id ?? '',
          title: row.short_description ?? '',
          words: row.description ?? '',
        })),
      };
    },
    incidents(): string[] {
      return serviceNow.people.rows('incident').map((row) => row.sys_id ?? '');
    },
    /** From now on each bad manner shows itself with this chance at each occasion; 0 ends them all. */
    misbehave(probability: number): void {
      for (const { manners } of [jira, dataCenter, serviceNow]) {
        manners.clear();
        if (probability > 0) manners.random(probability);
      }
    },
    traffic(): Traffic {
      const { reads, writes } = jira.calls;
      return {
        jira: { reads, writes },
        serviceNow: { reads: serviceNow.calls.reads, writes: serviceNow.calls.writes },
        dataCenter: { reads: dataCenter.calls.reads, writes: dataCenter.calls.writes },
        manners: Object.fromEntries(
          MANNERS.map((id) => [
            id,
            [jira, dataCenter, serviceNow].reduce((sum, { manners }) => sum + manners.shown(id as never), 0),
          ]).filter(([, shown]) => shown !== 0),
        ),
        requestErrors: judges.flatMap((judge) => judge.errors('request')),
      };
    },
  };
}

export type Controls = ReturnType<typeof createControls>;

/** The rows of the catalogue. */
const MANNERS = Array.from({ length: 28 }, (_, row) => `B${row + 1}`);
const TROUBLES = ['the printer is out of paper', 'mail does not arrive', 'the VPN drops', 'the screen stays dark'];
const PRIORITIES = ['Medium', 'High', 'Low', 'Highest', 'Lowest'];
