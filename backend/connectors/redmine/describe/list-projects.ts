import type { FoundContainers } from '../../sdk/index.js';
import { projectList } from '../answers.js';
import { PAGE_LENGTH, type RedmineApi } from '../redmine-api.js';

/** As many as a person looks through; more words find the rest. */
const MOST_SHOWN = 50;
/** In closed and archived projects nothing can be changed. */
const ACTIVE = 1;

/** Projects that the account sees. Redmine does not search them by name, so the first thousand are looked through here. */
export async function listProjects(api: RedmineApi, search: string, signal: AbortSignal): Promise<FoundContainers> {
  const words = search.toLowerCase();
  const found: { key: string; name: string }[] = [];
  let isCut = false;
  for (let offset = 0; ; offset += PAGE_LENGTH) {
    const query = { limit: String(PAGE_LENGTH), offset: String(offset) };
    const { projects, total_count: total = 0 } = await api.get('/projects.json', query, projectList, signal);
    for (const { identifier: key, name, status = ACTIVE } of projects)
      if (status === ACTIVE && `${key} ${name}`.toLowerCase().includes(words)) found.push({ key, name });
    isCut = offset + PAGE_LENGTH < total;
    if (!isCut || projects.length === 0 || offset >= 1_000) break;
  }
  found.sort((a, b) => a.name.localeCompare(b.name));
  return { containers: found.slice(0, MOST_SHOWN), hasMore: isCut || found.length > MOST_SHOWN };
}
