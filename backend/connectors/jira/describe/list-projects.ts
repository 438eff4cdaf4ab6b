import { z } from 'zod';
import type { FoundContainers } from '../../sdk/index.js';
import type { JiraApi } from '../jira-api.js';

/** As many as a person looks through; more words find the rest. */
const MOST_SHOWN = 50;

const listed = z.looseObject({ key: z.string(), name: z.string() });
const projectPage = z.looseObject({ values: z.array(listed), isLast: z.boolean().optional() });

/** Projects that the account sees. Jira Cloud searches them itself; Data Center gives all at once. */
export async function listProjects(api: JiraApi, search: string, signal: AbortSignal): Promise<FoundContainers> {
  const query = { maxResults: MOST_SHOWN, orderBy: 'name', ...(search === '' ? {} : { query: search }) };
  const page = await api.readIfOffered({ method: 'GET', path: '/project/search', query }, projectPage, signal);
  if (page !== null) return { containers: page.body.values.map(toName), hasMore: page.body.isLast === false };
  const { body } = await api.read({ method: 'GET', path: '/project' }, z.array(listed), signal);
  const words = search.toLowerCase();
  const found = body
    .filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(words))
    .sort((a, b) => a.name.localeCompare(b.name));
  return { containers: found.slice(0, MOST_SHOWN).map(toName), hasMore: found.length > MOST_SHOWN };
}

function toName({ key, name }: z.infer<typeof listed>) {
  return { key, name };
}
