import { describeContainer } from '../connections/index.js';
import type { ContainerSchema, Item, ItemCount, Tool } from '../connectors/sdk/index.js';
import { describeValue } from '../mappings/index.js';
import { tellingFields } from '../proposals/index.js';
import { openTool, type SetupParts } from './open-tool.js';

/** Enough to see whether a filter is right. */
const SHOWN = 5;
/** As many as tell which item types are in use, and whether pairs are found. */
const LOOKED_AT = 50;

/** Which items are meant. */
export interface Whereabouts {
  readonly connection: string;
  readonly container: string;
  /** In the tool's own query language; null: all. */
  readonly filter: string | null;
}

/** An item as a person knows it. */
export interface ToldItem {
  readonly key: string;
  readonly title: string;
  readonly type: string;
  readonly status: string;
  readonly url: string | null;
}

/** What a filter is for. */
export interface Sample {
  readonly count: number;
  /** `exact`, an `estimate` of the tool, or `at least` where it does not count. */
  readonly counted: 'exact' | 'estimate' | 'at least';
  readonly items: readonly ToldItem[];
}

/**
 * How many items a filter is for, and some of them.
 * @throws RefusedError in the tool's words when the filter is wrong. @throws what opening and describing throw.
 */
export async function takeSample(parts: SetupParts, where: Whereabouts, signal: AbortSignal): Promise<Sample> {
  const { connection, open } = await openTool(parts, where.connection);
  const { schema } = await describeContainer(parts.database, connection, open, where.container, signal);
  // The items first: they say more clearly what is wrong with a filter.
  const { items, found, isWhole } = await readSome(open.tool, schema, { ...where, most: SHOWN }, signal);
  const counted = isWhole ? null : ((await open.tool.count?.(where, signal)) ?? null);
  return {
    ...countOf(counted, { found, isWhole }),
    items: items.map((item) => tellItem(item, schema)),
  };
}

function countOf(
  counted: ItemCount | null,
  { found, isWhole }: { readonly found: number; readonly isWhole: boolean },
): Pick<Sample, 'count' | 'counted'> {
  if (isWhole) return { count: found, counted: 'exact' };
  if (counted === null) return { count: found, counted: 'at least' };
  // An index that lags may know of fewer than were just seen.
  const count = Math.max(counted.count, found);
  return { count, counted: counted.isExact ? 'exact' : 'estimate' };
}

/** Some items that a filter is for, with what tells them apart. */
export async function readSome(
  tool: Tool,
  schema: ContainerSchema,
  { filter, most = LOOKED_AT }: Pick<Whereabouts, 'filter'> & { readonly most?: number },
  signal: AbortSignal,
): Promise<{
  readonly items: readonly Item[];
  /** On the first page; all there are when `isWhole`. */
  readonly found: number;
  readonly isWhole: boolean;
}> {
  const container = schema.key;
  const unbounded = { order: 'identity', updatedSince: null, createdSince: null, after: null } as const;
  const page = await tool.page({ container, filter, ...unbounded }, signal);
  const ids = page.refs.slice(0, Math.min(most, tool.abilities.readBatchSize)).map(({ id }) => id);
  const { title, status } = tellingFields(schema.itemTypes);
  const fields = [title, status].filter((field) => field !== null);
  const read =
    ids.length === 0 ? [] : (await tool.read({ container, ids, fields, comments: false, marks: false }, signal)).items;
  const inOrder = ids.flatMap((id) => read.find((item) => item.id === id) ?? []);
  return { items: inOrder, found: page.refs.length, isWhole: page.next === null };
}

/** An item in words. */
export function tellItem(item: Item, schema: ContainerSchema): ToldItem {
  const { title, status } = tellingFields(schema.itemTypes);
  const named = title === null ? null : item.fields[title.id];
  const stands = status === null ? null : (item.fields[status.id] ?? null);
  return {
    key: item.key,
    title: typeof named === 'string' ? named : '',
    type: schema.itemTypes.find(({ id }) => id === item.typeId)?.name ?? item.typeId,
    status: stands === null ? '' : describeValue('status', stands),
    url: item.url,
  };
}
