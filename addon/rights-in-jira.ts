import type { Application } from '../backend/application/index.js';
import type { Site } from '../backend/sites/index.js';
import type { Database } from '../backend/storage/index.js';
import type { IssueRights, Rights } from './caller.js';
import type { JiraPermissions } from './jira-permissions.js';

/** A right that was taken away in Jira is gone here after as long. */
const BELIEVED_MS = 60_000;
/** Answers that are kept; the oldest goes first. */
const MOST = 5_000;

interface Answer {
  readonly value: boolean | IssueRights;
  readonly untilMs: number;
}

/** By the database, which is one for a process but in tests. */
const known = new WeakMap<Database, Map<string, Answer>>();

/**
 * The rights of a person of a Jira site: whoever may administer Jira administers here what belongs to the tenant. What Jira says is
 * believed for a minute. @param person by the account's id. @throws UnavailableError when Jira does not say.
 */
export async function rightsInJira(
  { database, clock }: Pick<Application, 'database' | 'clock'>,
  { site, person, permissions }: { site: Pick<Site, 'id'>; person: string; permissions: JiraPermissions },
  signal: AbortSignal,
): Promise<Rights> {
  const answers = known.get(database) ?? new Map<string, Answer>();
  known.set(database, answers);
  const keyOf = (question: string) => JSON.stringify([site.id, person, question]);
  const find = <T extends Answer['value']>(question: string): T | undefined => {
    const answer = answers.get(keyOf(question));
    return answer !== undefined && clock.now().getTime() < answer.untilMs ? (answer.value as T) : undefined;
  };
  const keep = <T extends Answer['value']>(question: string, value: T): T => {
    // Put anew it stands last.
    answers.delete(keyOf(question));
    answers.set(keyOf(question), { value, untilMs: clock.now().getTime() + BELIEVED_MS });
    for (const [oldest] of answers) {
      if (answers.size <= MOST) break;
      answers.delete(oldest);
    }
    return value;
  };
  const isAdministrator = find<boolean>('site') ?? keep('site', await permissions.isAdministrator(signal));
  return {
    role: isAdministrator ? 'administrator' : null,
    mayPair: false,
    async administers(projectIds, asking) {
      const unknown = projectIds.filter((id) => find(`project ${id}`) === undefined);
      const administered = unknown.length === 0 ? [] : await permissions.administers(unknown, asking);
      for (const id of unknown) keep(`project ${id}`, administered.includes(id));
      return projectIds.filter((id) => find<boolean>(`project ${id}`));
    },
    onIssue: async (issueId, asking) =>
      find<IssueRights>(`issue ${issueId}`) ?? keep(`issue ${issueId}`, await permissions.onIssue(issueId, asking)),
  };
}
