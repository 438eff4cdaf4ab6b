import { z } from 'zod';
import type { CheckedComment } from './checked-item.js';
import type { ToolClient } from './tool-client.js';
import { wordsOfText } from './words.js';

const PAGE_SIZE = 100;
/** The entity property of issues and comments that the sync has made. */
export const MARK_PROPERTY = 'syncline';
const INTERNAL_PROPERTY = 'sd.public.comment';

const mark = z.looseObject({ mark: z.string() });
const comments = z.looseObject({
  total: z.number(),
  comments: z.array(
    z.looseObject({
      id: z.string(),
      author: z.looseObject({ emailAddress: z.string().optional(), name: z.string().optional() }).optional(),
      body: z.unknown(),
      properties: z.array(z.looseObject({ key: z.string(), value: z.unknown() })).optional(),
    }),
  ),
});

/** What Cloud and Data Center tell differently. */
export interface CommentDialect {
  /** Of the REST API. */
  readonly version: 2 | 3;
  /** By what the sync's account is told. */
  readonly authorBy: 'emailAddress' | 'name';
  /** The words of a body. The first paragraph of a copy says who wrote it over there, and is left out. */
  readonly words: (body: unknown, isCopy: boolean) => string;
}

/** All comments of an issue. @param account of the sync */
export async function readJiraComments(
  client: ToolClient,
  { version, authorBy, words }: CommentDialect,
  issueId: string,
  account: string,
): Promise<CheckedComment[]> {
  const read: CheckedComment[] = [];
  for (;;) {
    const query = { startAt: read.length, maxResults: PAGE_SIZE, expand: 'properties' };
    const page = comments.parse(await client.get(`/rest/api/${version}/issue/${issueId}/comment`, query));
    for (const { id, author, body, properties = [] } of page.comments) {
      const property = (key: string) => properties.find((candidate) => candidate.key === key)?.value;
      const ownMark = markIn(property(MARK_PROPERTY));
      const isOurs = author?.[authorBy] === account;
      read.push({
        id,
        words: wordsOfText(words(body, isOurs && ownMark !== null)),
        isInternal: property(INTERNAL_PROPERTY) !== undefined,
        isOurs,
        mark: ownMark,
      });
    }
    if (page.comments.length === 0 || read.length >= page.total) return read;
  }
}

/** What our property on an issue or a comment says. */
export function markIn(value: unknown): string | null {
  return mark.safeParse(value).data?.mark ?? null;
}
