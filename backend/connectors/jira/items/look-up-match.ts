import { z } from 'zod';
import { RefusedError } from '../../../shared/index.js';
import type { ItemRef, LookUpResult } from '../../sdk/index.js';
import { idText } from '../answers/id.js';
import { type IssueReference, issueReference } from '../answers/issue.js';
import type { Dialect, FetchedIssue } from '../dialect/dialect.js';
import { clauseName, projectQuery, quoted } from '../jql.js';
import { keyNumber } from './creation-hints.js';
import { searchAll } from './search.js';
import { versionAt } from './to-item.js';

const PAGE_SIZE = 100;
const ISSUE_KEY = /^[a-z][a-z0-9_]*-\d+$/i;

interface MatchRequest {
  readonly container: string;
  readonly field: string;
  readonly values: readonly string[];
}

/** Issues of the project whose field has one of the values; by any field but the key from the index. */
export function lookUpMatch(
  dialect: Dialect,
  request: MatchRequest,
  signal: AbortSignal,
): Promise<LookUpResult['byMatch']> {
  return request.field === 'key' ? byKey(dialect, request, signal) : byField(dialect, request, signal);
}

async function byKey(dialect: Dialect, request: MatchRequest, signal: AbortSignal): Promise<LookUpResult['byMatch']> {
  const values = request.values.filter((value) => ISSUE_KEY.test(value));
  const fetched = await dialect.fetchIndexed(values, signal);
  const byOwnKey = new Map(fetched.map((issue) => [issue.key.toUpperCase(), issue]));
  const found: { value: string; ref: ItemRef }[] = [];
  for (const value of values) {
    const direct = byOwnKey.get(value.toUpperCase());
    // Jira follows a moved issue under its new key and does not say which of the asked keys it was.
    const isMoved = direct === undefined && fetched.some((issue) => !isAsked(issue, values));
    const issue = isMoved ? (await dialect.fetchIndexed([value], signal))[0] : direct;
    if (issue !== undefined && keyNumber(request.container, issue.key) !== null) {
      found.push({ value, ref: reference(issueReference.parse(issue)) });
    }
  }
  return found;
}

function isAsked(issue: FetchedIssue, values: readonly string[]): boolean {
  return values.some((value) => value.toUpperCase() === issue.key.toUpperCase());
}

async function byField(dialect: Dialect, request: MatchRequest, signal: AbortSignal): Promise<LookUpResult['byMatch']> {
  if (request.values.length === 0) return [];
  const name = clauseName(request.field);
  const isOneOf = `${name} in (${request.values.map(quoted).join(', ')})`;
  try {
    return await bySearch(dialect, request, isOneOf, signal);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.status !== 400) throw error;
    // Text fields know no `in`. What contains the words is compared as a whole below.
    const contains = request.values.map((value) => `${name} ~ ${quoted(quoted(value))}`).join(' OR ');
    return bySearch(dialect, request, contains, signal);
  }
}

async function bySearch(
  dialect: Dialect,
  request: MatchRequest,
  condition: string,
  signal: AbortSignal,
): Promise<LookUpResult['byMatch']> {
  const wanted = new Set(request.values);
  const found: { value: string; ref: ItemRef }[] = [];
  const search = {
    jql: projectQuery(request.container, [condition], 'key ASC'),
    fields: ['updated', request.field],
    maxResults: PAGE_SIZE,
  };
  for (const issue of await searchAll(dialect, search, issueReference, signal)) {
    const fields: Readonly<Record<string, unknown>> = issue.fields;
    for (const token of new Set(tokensOf(fields[request.field]))) {
      if (wanted.has(token)) found.push({ value: token, ref: reference(issue) });
    }
  }
  return found;
}

function reference(issue: IssueReference): ItemRef {
  return { id: issue.id, key: issue.key, version: versionAt(issue.fields.updated) };
}

const named = z.looseObject({
  id: idText.optional(),
  key: z.string().optional(),
  name: z.string().optional(),
  value: z.string().optional(),
  accountId: z.string().optional(),
  displayName: z.string().optional(),
  emailAddress: z.string().optional(),
});

/** Everything by which a person could mean this raw value. */
function tokensOf(raw: unknown): readonly string[] {
  if (typeof raw === 'string' || typeof raw === 'number') return [String(raw)];
  if (Array.isArray(raw)) return raw.flatMap(tokensOf);
  const parsed = named.safeParse(raw).data;
  if (parsed === undefined) return [];
  const { id, key, name, value, accountId, displayName, emailAddress } = parsed;
  return [id, key, name, value, accountId, displayName, emailAddress].filter((token) => token !== undefined);
}
