import type { z } from 'zod';
import type { JsonValue } from '../../../shared/index.js';
import { bulkChangelogs, type ChangelogEntry, changelogPage } from '../answers/changelog.js';
import type { JiraApi, Parsed } from '../jira-api.js';

/** Most issues in one bulk call. */
const BULK_SIZE = 1000;
const BULK_PAGE_SIZE = 1000;
/** Jira takes no more in a call; with more the answer is not narrowed. */
const MOST_FIELD_IDS = 10;
/** Without the bulk call each issue costs one or two; for more issues than these nothing is asked. */
const MOST_SINGLE = 10;
const SINGLE_PAGE_SIZE = 100;

/** Reads the histories of issues; remembers when a site has no bulk call. */
export class Changelogs {
  readonly #api: JiraApi;
  #hasBulk = true;

  constructor(api: JiraApi) {
    this.#api = api;
  }

  /** Oldest entry first, by issue id; at least the newest hundred of each. An issue whose history is not to be had is absent. */
  async read(
    issueIds: readonly string[],
    fieldIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly ChangelogEntry[]>> {
    const found = new Map<string, ChangelogEntry[]>();
    for (let from = 0; from < issueIds.length && this.#hasBulk; from += BULK_SIZE) {
      await this.#readBulk(issueIds.slice(from, from + BULK_SIZE), fieldIds, found, signal);
    }
    if (this.#hasBulk) return found;
    const singles = issueIds.length > MOST_SINGLE ? [] : issueIds;
    return new Map(await Promise.all(singles.map(async (id) => [id, await this.#readNewest(id, signal)] as const)));
  }

  async #readBulk(
    issueIds: readonly string[],
    fieldIds: readonly string[],
    found: Map<string, ChangelogEntry[]>,
    signal: AbortSignal,
  ): Promise<void> {
    const narrowed = fieldIds.length > MOST_FIELD_IDS ? {} : { fieldIds };
    const body = { issueIdsOrKeys: issueIds, maxResults: BULK_PAGE_SIZE, ...narrowed };
    for (let token: string | null = null; ; ) {
      const page: JsonValue = token === null ? body : { ...body, nextPageToken: token };
      const answer: Parsed<z.output<typeof bulkChangelogs>> | null = await this.#api.readIfOffered(
        { method: 'POST', path: '/changelog/bulkfetch', body: page },
        bulkChangelogs,
        signal,
      );
      if (answer === null) {
        this.#hasBulk = false;
        return;
      }
      for (const { issueId, changeHistories } of answer.body.issueChangeLogs) {
        found.set(issueId, [...(found.get(issueId) ?? []), ...changeHistories]);
      }
      token = answer.body.nextPageToken ?? null;
      if (token === null) return;
    }
  }

  async #readNewest(issueId: string, signal: AbortSignal): Promise<readonly ChangelogEntry[]> {
    const page = async (startAt: number) => {
      const path = `/issue/${encodeURIComponent(issueId)}/changelog`;
      const query = { startAt, maxResults: SINGLE_PAGE_SIZE };
      return (await this.#api.readIfOffered({ method: 'GET', path, query }, changelogPage, signal))?.body;
    };
    const first = await page(0);
    const total = first?.total ?? 0;
    const isAll = first === undefined || total <= first.values.length;
    return (isAll ? first : await page(total - SINGLE_PAGE_SIZE))?.values ?? [];
  }
}
