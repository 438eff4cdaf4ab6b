import type { ReadRequest, ReadResult } from '../sdk/index.js';
import type { Issue } from './answers.js';
import { conditionsOf, ofProject } from './issue-filter.js';
import { itemOf } from './item.js';
import { PAGE_LENGTH } from './redmine-api.js';
import type { Site } from './site.js';

/** Reads issues in one call; where their notes are wanted each takes its own, because lists do not show them. */
export async function readItems(site: Site, request: ReadRequest, signal: AbortSignal): Promise<ReadResult> {
  const { container, ids, fields, comments } = request;
  const versionOf = site.sightings.asking();
  const issues = comments
    ? (await Promise.all(ids.map((id) => site.api.issue(id, ['journals'], signal)))).filter((one) => one !== undefined)
    : await listed(site, ids, signal);
  const items = await Promise.all(issues.map((issue) => itemOf(site, { container, issue, fields, versionOf }, signal)));
  const given = new Set(items.map(({ id }) => id));
  // Redmine forgets what is deleted (B20).
  const missing = ids.filter((id) => !given.has(id)).map((id) => ({ id, deleted: false, replacedBy: null }));
  return { items, missing };
}

/** Which of these issues the filter holds for. */
export async function matchingIds(
  site: Site,
  { container, filter, ids }: { container: string; filter: string; ids: readonly string[] },
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const chunk of chunks(ids)) {
    const query = { ...conditionsOf(filter), ...ofProject(container), issue_id: chunk.join(',') };
    for (const { id } of (await site.api.list(query, signal)).issues) found.add(String(id));
  }
  return found;
}

/** In whatever project they are now. */
async function listed(site: Site, ids: readonly string[], signal: AbortSignal): Promise<readonly Issue[]> {
  const found: Issue[] = [];
  for (const chunk of chunks(ids)) found.push(...(await site.api.list({ issue_id: chunk.join(',') }, signal)).issues);
  return found;
}

function* chunks(ids: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += PAGE_LENGTH) yield ids.slice(from, from + PAGE_LENGTH);
}
