import { z } from 'zod';
import { MalformedAnswerError, NotFoundError, RefusedError, UnavailableError } from '../../../shared/index.js';
import type { Abilities, ConnectionContext, State } from '../../sdk/index.js';
import type { ServerInfo } from '../account.js';
import { user } from '../answers/user.js';
import { fieldKind, isEditable } from '../describe/field-kind.js';
import type { CommentsOfIssue, Dialect, FetchRequest, MarkQuery, WalkRequest } from '../dialect/dialect.js';
import { gatewayCloudId } from '../gateway.js';
import { CREATE_SIZE } from '../items/create-items.js';
import type { Search } from '../items/search.js';
import { JiraApi } from '../jira-api.js';
import { BULK_FETCH_SIZE, bulkFetch } from './bulk-fetch.js';
import { Changelogs } from './changelogs.js';
import { cloudForms } from './cloud-forms.js';
import { readProperties } from './comment-properties.js';
import { lookUpMarks } from './look-up-marks.js';
import { searchPage } from './search-page.js';
import { CloudWalk } from './walk.js';

/**
 * The time-out of a request, and half a minute more, for one that timed out here may land there so much later (B12). Look-ups
 * read the database, so no index is waited for.
 */
const SETTLE_DELAY_MS = 60_000;
/** Search shows a change seconds to minutes later. */
const OVERLAP_MS = 5 * 60_000;
const CANDIDATES = 50;

const tenantInfo = z.looseObject({ cloudId: z.string() });

/** Jira Cloud by version 3 of its REST API. */
export class CloudDialect implements Dialect {
  readonly edition = 'cloud';
  readonly abilities: Abilities = {
    createBatchSize: CREATE_SIZE,
    readBatchSize: BULK_FETCH_SIZE,
    lookUpBatchSize: 100,
    settleDelayMs: SETTLE_DELAY_MS,
    overlapMs: OVERLAP_MS,
    consistentLookUp: true,
    marksInPages: true,
    editableComments: true,
    attachments: false,
  };
  readonly forms = cloudForms;
  readonly editQuery = { returnIssue: true };
  readonly api: JiraApi;
  readonly fieldKind = fieldKind;
  /** Cloud's edits do not look at screens. */
  readonly isEditable = isEditable;
  readonly #url: string;
  readonly #walk: CloudWalk;
  readonly #changelogs: Changelogs;

  constructor({ http, url }: Pick<ConnectionContext, 'http' | 'url'>) {
    this.api = new JiraApi(http, '/rest/api/3');
    this.#url = url;
    this.#walk = new CloudWalk(this.api);
    this.#changelogs = new Changelogs(this.api);
  }

  async siteId(_server: ServerInfo | null, signal: AbortSignal): Promise<string | null> {
    return gatewayCloudId(this.#url) ?? this.#tenant(signal);
  }

  searchPage<Schema extends z.ZodType>(search: Search, issue: Schema, signal: AbortSignal) {
    return searchPage(this.api, search, issue, signal);
  }

  walk(request: WalkRequest, signal: AbortSignal) {
    return this.#walk.page(request, signal);
  }

  /** `updated` has milliseconds, which no two changes of an issue share. */
  asking() {
    return ({ version }: State) => version;
  }

  fetch({ idsOrKeys, fields }: FetchRequest, signal: AbortSignal) {
    return bulkFetch(this.api, idsOrKeys, fields, signal);
  }

  fetchIndexed(idsOrKeys: readonly string[], signal: AbortSignal) {
    return bulkFetch(this.api, idsOrKeys, ['updated'], signal);
  }

  /** Issues bring their marks along. */
  learnMark(): void {}

  lookUpMarks(query: MarkQuery, signal: AbortSignal) {
    return lookUpMarks(this, query, signal);
  }

  histories(issueIds: readonly string[], fieldIds: readonly string[], signal: AbortSignal) {
    return this.#changelogs.read(issueIds, fieldIds, signal);
  }

  commentProperties(issues: readonly CommentsOfIssue[], account: string, signal: AbortSignal) {
    const ours = issues
      .flatMap(({ comments }) => comments)
      .filter((comment) => comment.author?.account === account && comment.properties === undefined);
    return readProperties(
      this.api,
      ours.map(({ id }) => id),
      signal,
    );
  }

  async searchPeople(words: string, signal: AbortSignal) {
    const query = { query: words, maxResults: CANDIDATES };
    return (await this.api.read({ method: 'GET', path: '/user/search', query }, z.array(user), signal)).body;
  }

  async person(accountId: string, signal: AbortSignal) {
    try {
      return (await this.api.read({ method: 'GET', path: '/user', query: { accountId } }, user, signal)).body;
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof RefusedError) return undefined;
      throw error;
    }
  }

  /** Not in the API description, but what every site answers, also to accounts without rights. It must never keep a site from working. */
  async #tenant(signal: AbortSignal): Promise<string | null> {
    const path = '/_edge/tenant_info';
    try {
      return (await this.api.readIfOffered({ method: 'GET', path }, tenantInfo, signal))?.body.cloudId ?? null;
    } catch (error) {
      const isHarmless = [RefusedError, MalformedAnswerError, UnavailableError].some((kind) => error instanceof kind);
      if (isHarmless) return null;
      throw error;
    }
  }
}
