import { z } from 'zod';
import type { JsonValue } from '../../../shared/index.js';
import type { Search, SearchPage } from '../items/search.js';
import type { JiraApi } from '../jira-api.js';

/** Entity properties may be asked for too. */
export interface CloudSearch extends Search {
  readonly properties?: readonly string[];
}

/** One page of `search/jql`, whose pages are led to by tokens. The index may lag behind the database by minutes. */
export async function searchPage<Schema extends z.ZodType>(
  api: JiraApi,
  search: CloudSearch,
  issue: Schema,
  signal: AbortSignal,
): Promise<SearchPage<z.output<Schema>>> {
  const request: JsonValue = {
    jql: search.jql,
    fields: search.fields,
    maxResults: search.maxResults,
    ...(search.properties === undefined ? {} : { properties: search.properties }),
    ...(search.after ? { nextPageToken: search.after } : {}),
  };
  const call = { method: 'POST', path: '/search/jql', body: request } as const;
  const { body, toolTime } = await api.read(call, answerWith(issue), signal);
  return { issues: body.issues, next: body.isLast === true ? null : (body.nextPageToken ?? null), toolTime };
}

function makeAnswer<Schema extends z.ZodType>(issue: Schema) {
  return z.looseObject({
    issues: z.array(issue),
    nextPageToken: z.string().nullish(),
    isLast: z.boolean().optional(),
  });
}

const answers = new WeakMap<z.ZodType, unknown>();

/** Each is made once, for its making and first use cost more than a quiet search. */
function answerWith<Schema extends z.ZodType>(issue: Schema): ReturnType<typeof makeAnswer<Schema>> {
  const answer = (answers.get(issue) ?? makeAnswer(issue)) as ReturnType<typeof makeAnswer<Schema>>;
  answers.set(issue, answer);
  return answer;
}
