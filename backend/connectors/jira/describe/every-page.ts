import type { z } from 'zod';
import type { JiraApi } from '../jira-api.js';

const PAGE_SIZE = 200;

/** A list that is given in pages by offset; null where the site does not offer it. */
export async function everyPage<Element>(
  api: JiraApi,
  path: string,
  schema: z.ZodType<{ readonly list: readonly Element[]; readonly total?: number | undefined }>,
  signal: AbortSignal,
): Promise<readonly Element[] | null> {
  const found: Element[] = [];
  for (;;) {
    const query = { startAt: found.length, maxResults: PAGE_SIZE };
    const answer = await api.readIfOffered({ method: 'GET', path, query }, schema, signal);
    if (answer === null) return null;
    found.push(...answer.body.list);
    if (answer.body.list.length === 0 || found.length >= (answer.body.total ?? 0)) return found;
  }
}
