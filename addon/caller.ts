import type { Actor } from '../backend/audit/index.js';
import type { Licence } from '../backend/licences/index.js';
import type { Session } from '../backend/sessions/index.js';
import type { Site } from '../backend/sites/index.js';
import type { Role } from '../backend/tokens/index.js';

/** Who asks, from which site, with which rights and which licence: the one answer, whichever way he came in. */
export interface Caller {
  /** `direct`: by a token or a session of this server, not through a Jira. */
  readonly host: Site['host'] | 'direct';
  /** Whose data he sees, and nobody else's. */
  readonly tenant: string;
  /** The Jira whose page he looks at; null for those who came directly. */
  readonly site: Site | null;
  /** What the audit log calls him. */
  readonly actor: Actor;
  readonly rights: Rights;
  readonly licence: Licence;
  /** What he ends by signing out; only of those who have signed in to this server. */
  readonly session?: Pick<Session, 'id' | 'endsAt'>;
}

/** What a caller may do. Rights of a Jira are asked of that Jira, and believed for a minute. */
export interface Rights {
  /** For everything of the tenant; null: nothing, but what is said of single projects and issues. */
  readonly role: Role | null;
  /** Whether the person may pair his site with this server: he administers a Jira that is not paired yet. Then he may do nothing else. */
  readonly mayPair: boolean;
  /** Of these Jira projects, by id, those that the person administers: whose integrations he may look after. */
  administers(projectIds: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
  /** What the person may do with one issue of the site, by id. */
  onIssue(issueId: string, signal: AbortSignal): Promise<IssueRights>;
}

/** What a person may do with one issue in Jira itself. */
export interface IssueRights {
  readonly browse: boolean;
  readonly edit: boolean;
}
