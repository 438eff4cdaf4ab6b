import type { z } from 'zod';
import type { JsonValue } from '../../../shared/index.js';
import type { Abilities, FieldKind, LookUpResult, PageQuery, VersionOf } from '../../sdk/index.js';
import type { ServerInfo } from '../account.js';
import type { ChangelogEntry } from '../answers/changelog.js';
import type { CommentAnswer, CommentProperties } from '../answers/comment.js';
import type { IssueReference } from '../answers/issue.js';
import type { FieldSchema } from '../answers/metadata.js';
import type { UserAnswer } from '../answers/user.js';
import type { CreationHints } from '../items/creation-hints.js';
import type { Search, SearchPage } from '../items/search.js';
import type { JiraApi } from '../jira-api.js';
import type { Edition } from './edition.js';
import type { Forms } from './forms.js';

/** An issue whose fields the caller parses; `properties` where they were asked for and are known. */
export type FetchedIssue = Readonly<Record<string, unknown>> & { readonly id: string; readonly key: string };

/** Which issues are read from the database. */
export interface FetchRequest {
  readonly idsOrKeys: readonly string[];
  readonly fields: readonly string[];
  /** Whether the marks of our own issues are wanted, and who we are; null: nobody looks at them. */
  readonly marksOf: { readonly account: string } | null;
}

/** One page of references, of everything in the project that fulfils the conditions. */
export interface WalkRequest extends Pick<PageQuery, 'container' | 'order' | 'updatedSince' | 'after'> {
  /** JQL, each in brackets of its own; without `updatedSince`. */
  readonly conditions: readonly (string | null)[];
  /** The zone in which literals are read. */
  readonly timeZone: string;
  readonly account: string;
}

/** What a walk has come to. A reference's `mark` is undefined where this page cannot tell. */
export interface Walked {
  readonly references: readonly { readonly issue: IssueReference; readonly mark?: string | null }[];
  readonly next: JsonValue | null;
  readonly toolTime: Date | null;
}

/** Marks to be found on issues that were created after the hint. */
export interface MarkQuery {
  readonly container: string;
  readonly marks: readonly string[];
  readonly afterKey: number;
  /** When the oldest create in question was made; null when that is not known. */
  readonly since: Date | null;
  readonly account: string;
  readonly timeZone: string;
  readonly hints: CreationHints;
}

/** Comments of one issue. */
export interface CommentsOfIssue {
  readonly issueId: string;
  /** Whether comments may be internal there; false only for projects that are known to be no service desk. */
  readonly mayBeInternal: boolean;
  readonly comments: readonly CommentAnswer[];
}

/** What Jira Cloud and Jira Data Center do in different ways; everything else is said once. One of a connection. */
export interface Dialect {
  readonly edition: Edition;
  readonly api: JiraApi;
  readonly abilities: Abilities;
  readonly forms: Forms;
  /** Sent along with an edit, so that the answer holds the issue where the site can do that. */
  readonly editQuery: Readonly<Record<string, boolean>>;
  /** The id that a site has whatever its address; null when it cannot be had. */
  siteId(server: ServerInfo | null, signal: AbortSignal): Promise<string | null>;
  /** One page of a search in the index, which may lag behind the database. */
  searchPage<Schema extends z.ZodType>(
    search: Search,
    issue: Schema,
    signal: AbortSignal,
  ): Promise<SearchPage<z.output<Schema>>>;
  walk(request: WalkRequest, signal: AbortSignal): Promise<Walked>;
  /** To be called before issues are asked for: gives what tells, once they have come, which version each of them is. */
  asking(): VersionOf;
  /** Issues by id or key as the database has them, at most `abilities.readBatchSize`. Who is missing is gone or hidden. */
  fetch(request: FetchRequest, signal: AbortSignal): Promise<readonly FetchedIssue[]>;
  /** The same as far as the index knows: for questions that may be answered a little late. */
  fetchIndexed(idsOrKeys: readonly string[], signal: AbortSignal): Promise<readonly FetchedIssue[]>;
  /** Takes note of the mark that an issue was made with. */
  learnMark(issueId: string, mark: string): void;
  lookUpMarks(query: MarkQuery, signal: AbortSignal): Promise<LookUpResult['byMark']>;
  /** Histories by issue id, in any order; an issue whose history is not to be had is absent. */
  histories(
    issueIds: readonly string[],
    fieldIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly ChangelogEntry[]>>;
  /** The entity properties that tell marks and internal comments, by comment id. */
  commentProperties(
    issues: readonly CommentsOfIssue[],
    account: string,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CommentProperties>>;
  /** People whom a search by these words finds; may hold others too. */
  searchPeople(words: string, signal: AbortSignal): Promise<readonly UserAnswer[]>;
  /** The person whom exactly this id or name means; undefined when there is none. */
  person(id: string, signal: AbortSignal): Promise<UserAnswer | undefined>;
  /** What a field holds; null for what cannot be mapped. */
  fieldKind(schema: FieldSchema): FieldKind | null;
  /** Whether an edit may set the field. */
  isEditable(fieldId: string, schema: FieldSchema): boolean;
}
