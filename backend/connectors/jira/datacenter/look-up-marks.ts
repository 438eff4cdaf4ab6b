import { MalformedAnswerError } from '../../../shared/index.js';
import type { LookUpResult } from '../../sdk/index.js';
import { fetchedReference, foundIssue } from '../answers/issue.js';
import type { FetchedIssue, MarkQuery } from '../dialect/dialect.js';
import { keyNumber } from '../items/creation-hints.js';
import { searchAll } from '../items/search.js';
import { versionAt } from '../items/to-item.js';
import type { JiraApi } from '../jira-api.js';
import { projectQuery } from '../jql.js';
import type { IssueReader } from './issue-reader.js';
import { searchPage } from './search-page.js';
import { someAtOnce } from './some-at-once.js';

const FIELDS = ['updated', 'created', 'creator'] as const;
/** The newest keys are read one by one from the database; older ones are in the index for sure. */
const NEWEST = 50;
/** Keys beyond the last known one that must all be missing before nothing more is expected: holes are that long at the most. */
const BLOCK_SIZE = 24;
const PAGE_SIZE = 1000;

type Parts = { readonly api: JiraApi; readonly reader: IssueReader };

/**
 * Every issue of our account that was created after the hint and carries one of the marks, also a second one with the same. The
 * newest keys are walked in the database, so the index's lag does not matter: on until a whole block is missing and nothing is
 * known beyond it.
 */
export async function lookUpMarks(
  parts: Parts,
  query: MarkQuery,
  signal: AbortSignal,
): Promise<LookUpResult['byMark']> {
  const highest = await query.hints.askHighest(query.container, signal);
  const newest = Math.max(query.afterKey, highest - NEWEST) + 1;
  const older = newest === query.afterKey + 1 ? [] : await ownKeysBelow(parts.api, query, newest, signal);
  const found = await marked(parts, query, await readAll(parts, older, signal), signal);
  for (let first = newest; ; ) {
    const keys = Array.from({ length: BLOCK_SIZE }, (_, index) => `${query.container}-${first + index}`);
    const issues = await readAll(parts, keys, signal);
    found.push(...(await marked(parts, query, issues, signal)));
    first += BLOCK_SIZE;
    if (issues.length === 0 && (await query.hints.askHighest(query.container, signal)) < first) return found;
  }
}

async function ownKeysBelow(
  api: JiraApi,
  { container, afterKey }: MarkQuery,
  end: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const own = await searchAll(
    { searchPage: (asked, issue, during) => searchPage(api, asked, issue, during) },
    {
      jql: projectQuery(container, ['creator = currentUser()'], 'key DESC'),
      fields: ['created'],
      maxResults: PAGE_SIZE,
    },
    foundIssue,
    signal,
  );
  const keys = own.flatMap(({ key }) => {
    const number = key === undefined ? null : keyNumber(container, key);
    return key !== undefined && number !== null && number > afterKey && number < end ? key : [];
  });
  return [...new Set(keys)];
}

async function readAll({ reader }: Parts, keys: readonly string[], signal: AbortSignal) {
  const read = await someAtOnce(keys, (key) => reader.one(key, FIELDS, signal));
  return read.filter((issue) => issue !== undefined);
}

async function marked(
  { reader }: Parts,
  { account, marks }: MarkQuery,
  issues: readonly FetchedIssue[],
  signal: AbortSignal,
): Promise<LookUpResult['byMark'][number][]> {
  const own = issues.map(parsedReference).filter(({ fields }) => fields.creator?.account === account);
  const found = await someAtOnce(own, async ({ id, key, fields }) => {
    const mark = await reader.markOf(id, signal);
    const ref = { id, key, version: versionAt(fields.updated), mark };
    return mark === null || !marks.includes(mark) ? [] : [{ mark, ref, createdByUs: true, createdAt: fields.created }];
  });
  return found.flat();
}

function parsedReference(raw: unknown) {
  const result = fetchedReference.safeParse(raw);
  if (result.success) return result.data;
  throw new MalformedAnswerError('An issue found by key is not what Jira describes', { cause: result.error });
}
