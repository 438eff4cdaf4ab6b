import { z } from 'zod';
import { RefusedError } from '../../../shared/index.js';
import type { ItemRef, Page, PageQuery } from '../../sdk/index.js';
import type { Account } from '../account.js';
import { type IssueReference, type ReferencePage, referencePage } from '../answers/issue.js';
import { readProject } from '../describe/describe-container.js';
import type { JiraApi, Parsed } from '../jira-api.js';
import { conditionOf, momentLiteral, projectQuery } from '../jql.js';
import { MARK_PROPERTY, markOf } from '../mark.js';
import type { CreationHints } from './creation-hints.js';
import { nextPage, searchPageOf } from './search.js';
import { versionAt } from './to-item.js';

const pageToken = z.string().nullable();

/** What Jira gives at most, and only where few fields are asked for. */
const PAGE_SIZE = 5000;

/** Reads pages of references. */
export class Pages {
  readonly #api: JiraApi;
  readonly #account: Account;
  readonly #hints: CreationHints;
  /** Whether search has ever given properties: from then on an issue without them has none. */
  #showsProperties = false;

  constructor(api: JiraApi, account: Account, hints: CreationHints) {
    this.#api = api;
    this.#account = account;
    this.#hints = hints;
  }

  /** @throws ConfigurationError when the project is not there or not visible. */
  async page(query: PageQuery, signal: AbortSignal): Promise<Page> {
    const { timeZone } = await this.#account.known(signal);
    const conditions = [
      conditionOf(query.filter),
      query.updatedSince && `updated >= ${momentLiteral(query.updatedSince, timeZone)}`,
      query.createdSince && `created >= ${momentLiteral(query.createdSince, timeZone)}`,
    ];
    const order = query.order === 'identity' ? 'key ASC' : 'updated ASC, key ASC';
    const jql = projectQuery(query.container, conditions, order);
    const { body, toolTime } = await this.#search(jql, pageToken.parse(query.after), signal).catch(
      async (error: unknown) => {
        // a search in a project that is out of sight is refused like one that is written wrongly
        if (error instanceof RefusedError && error.status === 400)
          await readProject(this.#api, query.container, signal);
        throw error;
      },
    );
    this.#showsProperties ||= body.issues.some((issue) => issue.properties !== undefined);
    this.#hints.seen(
      query.container,
      body.issues.map((issue) => issue.key),
    );
    return {
      refs: body.issues.map((issue) => this.#reference(issue)),
      next: nextPage(body),
      toolTime,
    };
  }

  /** A token is good for seven days. With one that is not any more the query starts over: what was seen comes again, nothing is left out. */
  async #search(jql: string, after: string | null, signal: AbortSignal): Promise<Parsed<ReferencePage>> {
    const search = { jql, fields: ['updated'], properties: [MARK_PROPERTY], maxResults: PAGE_SIZE };
    try {
      return await searchPageOf(this.#api, { ...search, after }, referencePage, signal);
    } catch (error) {
      if (after === null || !(error instanceof RefusedError) || error.status !== 400) throw error;
      return searchPageOf(this.#api, search, referencePage, signal);
    }
  }

  #reference(issue: IssueReference): ItemRef {
    const ref = { id: issue.id, key: issue.key, version: versionAt(issue.fields.updated) };
    const mark = this.#showsProperties ? (markOf(issue.properties) ?? null) : markOf(issue.properties);
    return mark === undefined ? ref : { ...ref, mark };
  }
}
