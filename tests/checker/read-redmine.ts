import { z } from 'zod';
import type { CheckedComment, CheckedItem } from './checked-item.js';
import type { ToolClient } from './tool-client.js';
import { wordsOfText } from './words.js';

const PAGE_SIZE = 100;
const AUTHOR_LINE = /^.*\[syncline:(\S+)\]\n?/;

const named = z.looseObject({ id: z.number(), name: z.string() });
const issue = z.looseObject({
  id: z.number(),
  tracker: named,
  custom_fields: z.array(z.looseObject({ id: z.number(), value: z.unknown() })).default([]),
  journals: z
    .array(
      z.looseObject({
        id: z.number(),
        user: named,
        notes: z.string().nullish(),
        private_notes: z.boolean().default(false),
      }),
    )
    .default([]),
});
const list = z.looseObject({ issues: z.array(z.looseObject({ id: z.number() })), total_count: z.number() });
const single = z.looseObject({ issue });
const people = z.looseObject({ users: z.array(z.looseObject({ id: z.number(), login: z.string() })) });

/** Which issues are read. */
export interface RedmineScope {
  readonly project: string;
  /** In the short form: `tracker_id=1&status_id=o`. */
  readonly filter: string | undefined;
  /** Login of the sync's account. */
  readonly account: string;
  /** Where marks are kept: `cf_7`. */
  readonly markField: string | undefined;
}

/** Every issue of a project with its notes. */
export async function readRedmine(client: ToolClient, scope: RedmineScope): Promise<CheckedItem[]> {
  const all = await idsOf(client, scope.project, {});
  const inScope =
    scope.filter === undefined
      ? all
      : await idsOf(client, scope.project, Object.fromEntries(new URLSearchParams(scope.filter)));
  const { users } = people.parse(await client.get('/users.json', { name: scope.account }));
  const accountId = users.find(({ login }) => login === scope.account)?.id;
  const items: CheckedItem[] = [];
  for (const id of all) {
    const answer = single.parse(await client.get(`/issues/${id}.json`, { include: 'journals' })).issue;
    const custom = Object.fromEntries(answer.custom_fields.map((field) => [`cf_${field.id}`, field.value]));
    const mark = scope.markField === undefined ? '' : String(custom[scope.markField] ?? '');
    items.push({
      id: String(id),
      key: String(id),
      type: answer.tracker.name,
      values: { ...answer, ...custom },
      mark: mark.startsWith('syncline:') ? mark : null,
      comments: answer.journals.flatMap((journal) => commentFrom(journal, accountId) ?? []),
      isInScope: inScope.includes(id),
    });
  }
  return items;
}

async function idsOf(client: ToolClient, project: string, filter: Readonly<Record<string, string>>): Promise<number[]> {
  const found: number[] = [];
  for (;;) {
    const query = {
      status_id: '*',
      ...filter,
      project_id: project,
      sort: 'id:asc',
      limit: PAGE_SIZE,
      offset: found.length,
    };
    const { issues, total_count: total } = list.parse(await client.get('/issues.json', query));
    found.push(...issues.map(({ id }) => id));
    if (issues.length === 0 || found.length >= total) return found;
  }
}

function commentFrom(
  { id, user, notes, private_notes: isInternal }: z.infer<typeof issue>['journals'][number],
  accountId: number | undefined,
): CheckedComment | null {
  const text = (notes ?? '').replaceAll('\r\n', '\n');
  if (text === '') return null;
  const isOurs = user.id === accountId;
  const authorLine = isOurs ? AUTHOR_LINE.exec(text) : null;
  return {
    id: String(id),
    words: wordsOfText(authorLine === null ? text : text.slice(authorLine[0].length)),
    isInternal,
    isOurs,
    mark: authorLine?.[1] ?? null,
  };
}
