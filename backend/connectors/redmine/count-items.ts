import type { ItemCount } from '../sdk/index.js';
import { issueList } from './answers.js';
import { conditionsOf, ofProject } from './issue-filter.js';
import { unreadableProject } from './refusal.js';
import type { Site } from './site.js';

/** Every list says how many issues there are in all. */
export async function countItems(
  { api }: Site,
  { container, filter }: { readonly container: string; readonly filter: string | null },
  signal: AbortSignal,
): Promise<ItemCount> {
  const query = { ...conditionsOf(filter), ...ofProject(container), limit: '1' };
  const answer = await api.get('/issues.json', query, issueList, signal).catch((error: unknown) => {
    throw unreadableProject(container, error);
  });
  return { count: answer.total_count, isExact: true };
}
