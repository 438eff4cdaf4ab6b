import { describeContainer } from '../connections/index.js';
import type { ContainerSchema, FieldDescriptor, Item, Tool } from '../connectors/sdk/index.js';
import { bothSides } from '../mappings/index.js';
import { ConfigurationError } from '../shared/index.js';
import { openTool, type SetupParts } from './open-tool.js';
import { chosenSide } from './propose.js';
import type { Setup } from './setup.js';
import { readSome, type ToldItem, tellItem } from './take-sample.js';

/** How many pairs are shown. */
const SHOWN = 5;

/** Which fields make a pair; `key` is the item's key. */
export interface Match {
  readonly left: string;
  readonly right: string;
}

/** What a match finds among some items of the left side. */
export interface FoundPairs {
  readonly lookedAt: number;
  readonly found: number;
  readonly pairs: readonly { readonly left: ToldItem; readonly right: { readonly key: string } }[];
  /** Values that several items on the right have, so that nobody knows which is meant. */
  readonly ambiguous: readonly string[];
}

/**
 * Looks for the partners of some items by a match, as a run would.
 * @throws ConfigurationError when a field is not there. @throws RefusedError in the tool's words when it cannot be searched by.
 */
export async function findPairs(
  parts: SetupParts,
  setup: Pick<Setup, 'left' | 'right'>,
  match: Match,
  signal: AbortSignal,
): Promise<FoundPairs> {
  const sides = await bothSides(async (side) => {
    const where = chosenSide(setup, side);
    const { connection, open } = await openTool(parts, where.connection);
    const { schema } = await describeContainer(parts.database, connection, open, where.container, signal);
    return { ...where, tool: open.tool, schema };
  });
  const { left, right } = sides;
  const { items } = await readSome(left.tool, left.schema, left, signal);
  const matchedBy = await matchedValues(left.tool, left.schema, items, match.left, signal);
  const byValue = new Map(
    items.flatMap((item) => (matchedBy(item) === null ? [] : [[matchedBy(item) ?? '', item] as const])),
  );
  const field = match.right === 'key' ? 'key' : requireField(right.schema, match.right).id;
  const asked = { container: right.schema.key, marks: [], hint: null, since: null };
  const values = [...byValue.keys()].slice(0, right.tool.abilities.lookUpBatchSize);
  const { byMatch } =
    values.length === 0 ? { byMatch: [] } : await right.tool.lookUp({ ...asked, match: { field, values } }, signal);
  const partners = new Map<string, string[]>();
  for (const { value, ref } of byMatch) partners.set(value, [...(partners.get(value) ?? []), ref.key]);
  const pairs = [...partners].flatMap(([value, [key, ...more]]) => {
    const item = byValue.get(value);
    return item === undefined || key === undefined || more.length > 0
      ? []
      : [{ left: tellItem(item, left.schema), right: { key } }];
  });
  return {
    lookedAt: items.length,
    found: pairs.length,
    pairs: pairs.slice(0, SHOWN),
    ambiguous: [...partners].filter(([, keys]) => keys.length > 1).map(([value]) => value),
  };
}

/** The value by which each item pairs; null where it has none. */
async function matchedValues(
  tool: Tool,
  schema: ContainerSchema,
  items: readonly Item[],
  written: string,
  signal: AbortSignal,
): Promise<(item: Item) => string | null> {
  if (written === 'key') return ({ key }) => key;
  const field = requireField(schema, written);
  const ids = items.map(({ id }) => id);
  const read = { container: schema.key, ids, fields: [field], comments: false, marks: false };
  const values = new Map(
    ids.length === 0 ? [] : (await tool.read(read, signal)).items.map(({ id, fields }) => [id, fields[field.id]]),
  );
  return ({ id }) => {
    const value = values.get(id) ?? null;
    return value === null || value === '' || typeof value === 'object' ? null : String(value);
  };
}

function requireField({ name, itemTypes }: ContainerSchema, written: string): FieldDescriptor {
  const all = itemTypes.flatMap(({ fields }) => fields);
  const field = all.find(({ id }) => id === written) ?? all.find((one) => one.name === written);
  if (field === undefined) throw new ConfigurationError(`${name} has no field ${written}`);
  return field;
}
