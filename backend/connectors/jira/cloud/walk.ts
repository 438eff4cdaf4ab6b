import { z } from 'zod';
import { RefusedError } from '../../../shared/index.js';
import { type IssueReference, issueReference } from '../answers/issue.js';
import type { Walked, WalkRequest } from '../dialect/dialect.js';
import type { SearchPage } from '../items/search.js';
import type { JiraApi } from '../jira-api.js';
import { momentLiteral, projectQuery } from '../jql.js';
import { MARK_PROPERTY, markOf } from '../mark.js';
import { searchPage } from './search-page.js';

const pageToken = z.string().nullable();

/** What Jira gives at most, and only where few fields are asked for. */
const PAGE_SIZE = 5000;

/** Walks by page tokens, which stay right while issues change. */
export class CloudWalk {
  readonly #api: JiraApi;
  /** Whether search has ever given properties: from then on an issue without them has none. */
  #showsProperties = false;

  constructor(api: JiraApi) {
    this.#api = api;
  }

  async page(request: WalkRequest, signal: AbortSignal): Promise<Walked> {
    const { container, conditions, updatedSince, timeZone } = request;
    const since = updatedSince && `updated >= ${momentLiteral(updatedSince, timeZone)}`;
    const order = request.order === 'identity' ? 'key ASC' : 'updated ASC, key ASC';
    const jql = projectQuery(container, [...conditions, since], order);
    const { issues, next, toolTime } = await this.#search(jql, pageToken.parse(request.after), signal);
    this.#showsProperties ||= issues.some((issue) => issue.properties !== undefined);
    return { references: issues.map((issue) => this.#marked(issue)), next, toolTime };
  }

  /** A token is good for seven days. With one that is not any more the query starts over: what was seen comes again, nothing is left out. */
  async #search(jql: string, after: string | null, signal: AbortSignal): Promise<SearchPage<IssueReference>> {
    const search = { jql, fields: ['updated'], properties: [MARK_PROPERTY], maxResults: PAGE_SIZE };
    try {
      return await searchPage(this.#api, { ...search, after }, issueReference, signal);
    } catch (error) {
      if (after === null || !(error instanceof RefusedError) || error.status !== 400) throw error;
      return searchPage(this.#api, search, issueReference, signal);
    }
  }

  #marked(issue: IssueReference): Walked['references'][number] {
    const mark = this.#showsProperties ? (markOf(issue.properties) ?? null) : markOf(issue.properties);
    return mark === undefined ? { issue } : { issue, mark };
  }
}
