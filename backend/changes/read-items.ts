import type { Item } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import type { Side } from '../mappings/index.js';

/** Items read fresh, and those that were not given. */
export interface FreshItems {
  readonly items: ReadonlyMap<string, Item>;
  readonly missing: ReadonlyMap<string, { readonly deleted: boolean; readonly replacedBy: string | null }>;
}

/**
 * Reads items in bulk from the tool's database (I8: fresh eyes), with their comments when the integration carries any. Their marks
 * are there only where they were asked for: some tools give them one by one.
 */
export async function readItems(
  job: SyncJob,
  side: Side,
  ids: readonly string[],
  signal: AbortSignal,
  { marks = false }: { readonly marks?: boolean } = {},
): Promise<FreshItems> {
  const { tool, container } = job.sides[side];
  const unique = [...new Set(ids)];
  const items = new Map<string, Item>();
  const missing = new Map<string, { deleted: boolean; replacedBy: string | null }>();
  for (let from = 0; from < unique.length; from += tool.abilities.readBatchSize) {
    const result = await tool.read(
      {
        container,
        ids: unique.slice(from, from + tool.abilities.readBatchSize),
        fields: job.mapping.fields[side],
        comments: carriesComments(job),
        marks,
      },
      signal,
    );
    for (const item of result.items) items.set(item.id, item);
    for (const gone of result.missing) missing.set(gone.id, gone);
  }
  return { items, missing };
}

function carriesComments({ integration: { definition } }: SyncJob): boolean {
  return [definition, ...definition.items].some(({ comments }) => comments !== undefined && comments !== 'none');
}
