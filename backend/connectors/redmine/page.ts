import { z } from 'zod';
import { type JsonValue, MalformedAnswerError } from '../../shared/index.js';
import type { Page, PageQuery } from '../sdk/index.js';
import { nextSecond, secondOf } from './date-time.js';
import { conditionsOf, ofProject } from './issue-filter.js';
import { referenceOf } from './item.js';
import type { IssueQuery, Issues } from './redmine-api.js';
import { unreadableProject } from './refusal.js';
import type { Site } from './site.js';

/**
 * Where the next page begins. Never an offset: issues that change while a list is read would shift it (B4).
 * `after`: behind this number. `since`: from this second on, which repeats what was read of it. `within`: a second with more issues
 * than one page holds, by number.
 */
const position = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('after'), id: z.number() }),
  z.object({ kind: z.literal('since'), second: z.string() }),
  z.object({ kind: z.literal('within'), second: z.string(), id: z.number() }),
]);
type Position = z.infer<typeof position>;

const BY_CHANGE = 'updated_on:asc,id:asc';
const BY_IDENTITY = 'id:asc';

/** One page of references by keyset, in the order that the query asks for. */
export async function readPage(site: Site, query: PageQuery, signal: AbortSignal): Promise<Page> {
  const start = startOf(query);
  const asked: IssueQuery = {
    ...conditionsOf(query.filter),
    ...ofProject(query.container),
    ...boundsOf(query),
    ...conditionsAt(start),
    sort: query.order === 'identity' || start?.kind === 'within' ? BY_IDENTITY : BY_CHANGE,
  };
  const answer = await site.api.list(asked, signal).catch((error: unknown) => {
    throw unreadableProject(query.container, error);
  });
  const refs = answer.issues.map((issue) => referenceOf(issue, site.markField));
  site.sightings.note(refs);
  return {
    refs,
    next: query.order === 'identity' ? nextByIdentity(answer) : nextByChange(answer, start ?? sinceOf(query)),
    toolTime: answer.toolTime,
  };
}

function startOf(query: PageQuery): Position | null {
  if (query.after === null) return null;
  const parsed = position.safeParse(query.after);
  if (parsed.success) return parsed.data;
  throw new MalformedAnswerError('The stored position of a Redmine list cannot be read', { cause: parsed.error });
}

function sinceOf({ updatedSince }: PageQuery): Position | null {
  return updatedSince === null ? null : { kind: 'since', second: secondOf(updatedSince) };
}

/** A position within the order of changes replaces the bound on changes. */
function boundsOf({ updatedSince, createdSince }: PageQuery): IssueQuery {
  return {
    ...(updatedSince === null ? {} : { updated_on: `>=${secondOf(updatedSince)}` }),
    ...(createdSince === null ? {} : { created_on: `>=${secondOf(createdSince)}` }),
  };
}

function conditionsAt(start: Position | null): IssueQuery {
  switch (start?.kind) {
    case undefined:
      return {};
    case 'after':
      return { issue_id: `>=${start.id + 1}` };
    case 'since':
      return { updated_on: `>=${start.second}` };
    case 'within':
      // Databases keep fractions of seconds, and a range whose ends are one moment holds none of them.
      return { updated_on: `><${start.second}|${nextSecond(start.second)}`, issue_id: `>=${start.id + 1}` };
  }
}

function nextByIdentity({ issues, hasMore }: Issues): JsonValue {
  const last = issues.at(-1);
  return last === undefined || !hasMore ? null : at({ kind: 'after', id: last.id });
}

/** A page that ends in the second in which it began has no way on by time, so that second is walked by number. */
function nextByChange({ issues, hasMore }: Issues, start: Position | null): JsonValue {
  const last = issues.at(-1);
  if (start?.kind === 'within') {
    return hasMore && last !== undefined
      ? at({ ...start, id: last.id })
      : at({ kind: 'since', second: nextSecond(start.second) });
  }
  if (!hasMore || last === undefined) return null;
  const begun = start?.kind === 'since' ? start.second : (issues[0]?.updated_on ?? '');
  // A condition from a second on also gives what was changed in the fractions of the one before.
  return last.updated_on <= begun
    ? at({ kind: 'within', second: begun, id: 0 })
    : at({ kind: 'since', second: last.updated_on });
}

function at(next: Position): JsonValue {
  return next;
}
