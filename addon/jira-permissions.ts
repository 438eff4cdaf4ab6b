import { z } from 'zod';
import { type JsonValue, MalformedAnswerError, UnavailableError } from '../backend/shared/index.js';
import type { IssueRights } from './caller.js';

/** What Jira said. */
export interface JiraAnswer {
  readonly status: number;
  /** Parsed; null where it was no JSON. */
  readonly body: unknown;
}

/** A signed call to the Jira of a site: how it is signed, and how long it may take, is the door's business. @throws UnavailableError */
export type JiraCall = (
  path: string,
  init: { readonly method: 'GET' | 'POST'; readonly body: JsonValue | null; readonly signal: AbortSignal },
) => Promise<JiraAnswer>;

/**
 * What one person may do in Jira, asked of Jira. @throws UnavailableError when it does not say. @throws MalformedAnswerError when it
 * says what nobody can read.
 */
export interface JiraPermissions {
  isAdministrator(signal: AbortSignal): Promise<boolean>;
  /** Of these projects, by id, those that the person administers. */
  administers(projectIds: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
  /** Nothing on an issue that the person cannot see, or that is not there. */
  onIssue(issueId: string, signal: AbortSignal): Promise<IssueRights>;
}

const ADMINISTER = 'ADMINISTER';
const ADMINISTER_PROJECT = 'ADMINISTER_PROJECTS';
const BROWSE = 'BROWSE_PROJECTS';
const EDIT = 'EDIT_ISSUES';

/** Ids go into addresses and into lists of numbers; what is no number is no project and no issue of a Jira. */
const ID = /^\d{1,15}$/;
/** Of `POST /permissions/check`. */
const MOST_PROJECTS = 1_000;

const granted = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })),
});

const checked = z.object({
  globalPermissions: z.array(z.string()),
  projectPermissions: z.array(
    z.object({
      permission: z.string(),
      projects: z.array(z.number()).default([]),
      issues: z.array(z.number()).default([]),
    }),
  ),
});

/**
 * Of the person whose own token the calls carry (`GET /mypermissions`, in Jira Cloud and Data Center).
 * @param api `/rest/api/3`, or `/rest/api/2` in Data Center.
 */
export function ownPermissions(call: JiraCall, api: '/rest/api/3' | '/rest/api/2'): JiraPermissions {
  const ask = async (permissions: readonly string[], about: string, signal: AbortSignal) => {
    const path = `${api}/mypermissions?permissions=${permissions.join(',')}${about}`;
    const { status, body } = await call(path, { method: 'GET', body: null, signal });
    // Of what a person does not see, Jira says that it is not there.
    if (status === 404 && about !== '') return () => false;
    const { permissions: held } = read(granted, { status, body });
    return (permission: string) => held[permission]?.havePermission === true;
  };
  return {
    isAdministrator: async (signal) => (await ask([ADMINISTER], '', signal))(ADMINISTER),
    async administers(projectIds, signal) {
      const numbers = projectIds.filter((id) => ID.test(id));
      const holds = await Promise.all(numbers.map((id) => ask([ADMINISTER_PROJECT], `&projectId=${id}`, signal)));
      return numbers.filter((_, index) => holds[index]?.(ADMINISTER_PROJECT));
    },
    async onIssue(issueId, signal) {
      if (!ID.test(issueId)) return { browse: false, edit: false };
      const holds = await ask([BROWSE, EDIT], `&issueId=${issueId}`, signal);
      return { browse: holds(BROWSE), edit: holds(BROWSE) && holds(EDIT) };
    },
  };
}

/** Of somebody else, asked as the app (`POST /permissions/check`, Jira Cloud alone). */
export function permissionsOf(call: JiraCall, accountId: string): JiraPermissions {
  const check = async (wanted: { readonly [name: string]: JsonValue }, signal: AbortSignal) => {
    const body: JsonValue = { accountId, ...wanted };
    const { globalPermissions, projectPermissions } = read(
      checked,
      await call('/rest/api/3/permissions/check', { method: 'POST', body, signal }),
    );
    const places = (permission: string, kind: 'projects' | 'issues') =>
      projectPermissions.flatMap((each) => (each.permission === permission ? each[kind].map(String) : []));
    return { globalPermissions, places };
  };
  return {
    async isAdministrator(signal) {
      const { globalPermissions } = await check({ globalPermissions: [ADMINISTER] }, signal);
      return globalPermissions.includes(ADMINISTER);
    },
    async administers(projectIds, signal) {
      const numbers = projectIds.filter((id) => ID.test(id));
      const administered: string[] = [];
      for (let start = 0; start < numbers.length; start += MOST_PROJECTS) {
        const projects = numbers.slice(start, start + MOST_PROJECTS).map(Number);
        const wanted = { projectPermissions: [{ permissions: [ADMINISTER_PROJECT], projects }] };
        administered.push(...(await check(wanted, signal)).places(ADMINISTER_PROJECT, 'projects'));
      }
      return numbers.filter((id) => administered.includes(id));
    },
    async onIssue(issueId, signal) {
      if (!ID.test(issueId)) return { browse: false, edit: false };
      const wanted = { projectPermissions: [{ permissions: [BROWSE, EDIT], issues: [Number(issueId)] }] };
      const { places } = await check(wanted, signal);
      const browse = places(BROWSE, 'issues').includes(issueId);
      return { browse, edit: browse && places(EDIT, 'issues').includes(issueId) };
    },
  };
}

function read<T>(shape: z.ZodType<T>, { status, body }: JiraAnswer): T {
  // Also when it refuses: just after an install it does so for minutes (Forge documentation, life cycle events).
  if (status !== 200) throw new UnavailableError(`Jira does not say what the person may do: it answers ${status}`);
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new MalformedAnswerError('what Jira says of the person’s permissions cannot be read', { cause: parsed.error });
}
