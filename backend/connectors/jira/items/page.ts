import { z } from 'zod';
import type { ItemRef, Page, PageQuery } from '../../sdk/index.js';
import type { Account } from '../account.js';
import { type IssueReference, referencePage } from '../answers/issue.js';
import type { JiraApi } from '../jira-api.js';
import { conditionOf, momentLiteral, projectQuery } from '../jql.js';
import { MARK_PROPERTY, markOf } from '../mark.js';
import type { CreationHints } from './creation-hints.js';
import { nextPage, searchPageOf } from './search.js';
import { versionAt } from './to-item.js';

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

  async page(query: PageQuery, signal: AbortSignal): Promise<Page> {
    const { timeZone } = await this.#account.known(signal);
    const conditions = [
      conditionOf(query.filter),
      query.updatedSince && `updated >= ${momentLiteral(query.updatedSince, timeZone)}`,
      query.createdSince && `created >= ${momentLiteral(query.createdSince, timeZone)}`,
    ];
    const order = query.order === 'identity' ? 'key ASC' : 'updated ASC, key ASC';
    const { body, toolTime } = await searchPageOf(
      this.#api,
      {
        jql: projectQuery(query.container, conditions, order),
        fields: ['updated'],
        properties: [MARK_PROPERTY],
        maxResults: PAGE_SIZE,
        after: z.string().nullable().parse(query.after),
      },
      referencePage,
      signal,
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

  #reference(issue: IssueReference): ItemRef {
    const ref = { id: issue.id, key: issue.key, version: versionAt(issue.fields.updated) };
    const mark = this.#showsProperties ? (markOf(issue.properties) ?? null) : markOf(issue.properties);
    return mark === undefined ? ref : { ...ref, mark };
  }
}
