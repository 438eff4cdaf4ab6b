import { z } from 'zod';
import { MalformedAnswerError, NotFoundError, RefusedError, UnavailableError } from '../../../shared/index.js';
import { type Abilities, type ConnectionContext, type FieldKind, Sightings, type State } from '../../sdk/index.js';
import type { ServerInfo } from '../account.js';
import type { FieldSchema } from '../answers/metadata.js';
import { user } from '../answers/user.js';
import { fieldKind, isEditable } from '../describe/field-kind.js';
import type { CommentsOfIssue, Dialect, FetchRequest, MarkQuery, WalkRequest } from '../dialect/dialect.js';
import { CREATE_SIZE } from '../items/create-items.js';
import type { Search } from '../items/search.js';
import { versionAt } from '../items/to-item.js';
import { JiraApi } from '../jira-api.js';
import { CommentPropertyReader } from './comment-properties.js';
import { dataCenterForms } from './data-center-forms.js';
import { readHistories } from './histories.js';
import { IssueReader, READ_SIZE } from './issue-reader.js';
import { KnownMarks } from './known-marks.js';
import { lookUpMarks } from './look-up-marks.js';
import { RecentWrites } from './recent-writes.js';
import { searchPage } from './search-page.js';
import { DataCenterWalk } from './walk.js';

/**
 * The time-out of a request, and half a minute more, for one that timed out here may land there so much later (B12). Look-ups
 * read the database, so no index is waited for.
 */
const SETTLE_DELAY_MS = 60_000;
/** The index of each node of a cluster is brought up to date within seconds; literals are whole minutes. */
const OVERLAP_MS = 2 * 60_000;
/** How much later an index that works shows what is in the database; the reconcile run finds what a broken one hides. */
const INDEX_LAG_MS = 60_000;
const CANDIDATES = 50;
const EPIC_LINK = 'com.pyxis.greenhopper.jira:gh-epic-link';

const manifest = z.looseObject({ id: z.string() });

/** Jira Data Center, 8.14 to 11, by version 2 of its REST API. */
export class DataCenterDialect implements Dialect {
  readonly edition = 'datacenter';
  readonly abilities: Abilities = {
    createBatchSize: CREATE_SIZE,
    readBatchSize: READ_SIZE,
    lookUpBatchSize: 100,
    settleDelayMs: SETTLE_DELAY_MS,
    overlapMs: OVERLAP_MS,
    consistentLookUp: true,
    marksInPages: false,
    editableComments: true,
    attachments: false,
  };
  readonly forms = dataCenterForms;
  readonly editQuery = {};
  readonly api: JiraApi;
  readonly #marks = new KnownMarks();
  readonly #sightings: Sightings;
  readonly #walk: DataCenterWalk;
  readonly #reader: IssueReader;
  readonly #comments: CommentPropertyReader;

  constructor({ http, clock }: Pick<ConnectionContext, 'http' | 'clock'>) {
    const writes = new RecentWrites();
    this.#sightings = new Sightings(clock, { lagMs: INDEX_LAG_MS });
    this.api = new JiraApi(this.#sightings.watching(http), '/rest/api/2', (issueId, toolTime) =>
      writes.note(issueId, (toolTime ?? clock.now()).getTime()),
    );
    this.#walk = new DataCenterWalk(this.api, this.#marks);
    this.#reader = new IssueReader(this.api, this.#marks, writes);
    this.#comments = new CommentPropertyReader(this.api);
  }

  /** Sites that do not say their server id have another that is as good in the manifest by which Atlassian's servers know each other. */
  async siteId(server: ServerInfo | null, signal: AbortSignal): Promise<string | null> {
    if (server?.serverId !== undefined) return server.serverId;
    const path = '/rest/applinks/1.0/manifest';
    try {
      return (await this.api.readIfOffered({ method: 'GET', path }, manifest, signal))?.body.id ?? null;
    } catch (error) {
      const isHarmless = [RefusedError, MalformedAnswerError, UnavailableError].some((kind) => error instanceof kind);
      if (isHarmless) return null;
      throw error;
    }
  }

  searchPage<Schema extends z.ZodType>(search: Search, issue: Schema, signal: AbortSignal) {
    return searchPage(this.api, search, issue, signal);
  }

  async walk(request: WalkRequest, signal: AbortSignal) {
    const walked = await this.#walk.page(request, signal);
    const states = walked.references.map(({ issue: { id, fields } }) => ({ id, version: versionAt(fields.updated) }));
    this.#sightings.note(states.filter(mayBeShared));
    return walked;
  }

  asking() {
    const versionOf = this.#sightings.asking();
    return (state: State) => (mayBeShared(state) ? versionOf(state) : state.version);
  }

  fetch(request: FetchRequest, signal: AbortSignal) {
    return this.#reader.fetch(request, signal);
  }

  async fetchIndexed(idsOrKeys: readonly string[], signal: AbortSignal) {
    return (await this.#reader.indexed(idsOrKeys, ['updated'], signal)).map(({ raw }) => raw);
  }

  learnMark(issueId: string, mark: string) {
    this.#marks.learn(issueId, mark);
  }

  lookUpMarks(query: MarkQuery, signal: AbortSignal) {
    return lookUpMarks({ api: this.api, reader: this.#reader }, query, signal);
  }

  histories(issueIds: readonly string[], _fieldIds: readonly string[], signal: AbortSignal) {
    return readHistories(this.api, issueIds, signal);
  }

  commentProperties(issues: readonly CommentsOfIssue[], account: string, signal: AbortSignal) {
    return this.#comments.read(issues, account, signal);
  }

  /** The parameter is called after user names and looks at display names and e-mails too. */
  async searchPeople(words: string, signal: AbortSignal) {
    const query = { username: words, maxResults: CANDIDATES };
    return (await this.api.read({ method: 'GET', path: '/user/search', query }, z.array(user), signal)).body;
  }

  async person(username: string, signal: AbortSignal) {
    try {
      return (await this.api.read({ method: 'GET', path: '/user', query: { username } }, user, signal)).body;
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof RefusedError) return undefined;
      throw error;
    }
  }

  /** An epic is linked by a field of its own, which holds the epic's key. */
  fieldKind(schema: FieldSchema): FieldKind | null {
    return schema.custom === EPIC_LINK ? 'text' : fieldKind(schema);
  }

  /** A sub-task gets its parent when it is made; to have another it must be moved by a person. */
  isEditable(fieldId: string, schema: FieldSchema): boolean {
    return fieldId !== 'parent' && isEditable(fieldId, schema);
  }
}

/** Databases that keep whole seconds give two edits of one second the same `updated` (B3); where it has a fraction they keep that. */
function mayBeShared({ version }: State): boolean {
  return Date.parse(version.at) % 1_000 === 0;
}
