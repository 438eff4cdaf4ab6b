import { z } from 'zod';
import type { ItemCount } from '../../sdk/index.js';
import type { JiraApi } from '../jira-api.js';
import { conditionOf, projectQuery } from '../jql.js';

const approximate = z.looseObject({ count: z.number().int() });
const counted = z.looseObject({ total: z.number().int() });

/** Jira Cloud counts in its index, a little late; Data Center gives the total of a search. @throws RefusedError for a wrong filter. */
export async function countItems(
  api: JiraApi,
  { container, filter }: { readonly container: string; readonly filter: string | null },
  signal: AbortSignal,
): Promise<ItemCount> {
  const jql = projectQuery(container, [conditionOf(filter)]);
  const path = '/search/approximate-count';
  const answer = await api.readIfOffered({ method: 'POST', path, body: { jql } }, approximate, signal);
  if (answer !== null) return { count: answer.body.count, isExact: false };
  const search = { method: 'POST', path: '/search', body: { jql, maxResults: 0, fields: ['id'] } } as const;
  const { body } = await api.read(search, counted, signal);
  return { count: body.total, isExact: true };
}
