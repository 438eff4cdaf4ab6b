import { containerKeyOf } from '../configuration/index.js';
import { describeContainer } from '../connections/index.js';
import type { Item } from '../connectors/sdk/index.js';
import { bothSides } from '../mappings/index.js';
import { type ProposalSide, type ProposedMapping, proposeMapping } from '../proposals/index.js';
import { ConfigurationError } from '../shared/index.js';
import { openTool, type SetupParts } from './open-tool.js';
import type { Setup } from './setup.js';
import { readSome, type Whereabouts } from './take-sample.js';

/**
 * Proposes a mapping for the containers of a set-up, by what both tools tell of them and the types of some items there are. Writes nothing.
 * @throws ConfigurationError when a side is not chosen yet. @throws RefusedError when a filter is wrong.
 */
export async function propose(
  parts: SetupParts,
  setup: Pick<Setup, 'left' | 'right'>,
  signal: AbortSignal,
): Promise<ProposedMapping> {
  const where = { left: chosenSide(setup, 'left'), right: chosenSide(setup, 'right') };
  return proposeMapping(await bothSides((side) => describeSide(parts, where[side], signal)));
}

/** @throws ConfigurationError when connection or container is not chosen yet. */
export function chosenSide(setup: Pick<Setup, 'left' | 'right'>, side: 'left' | 'right'): Whereabouts {
  const { connection, container, filter } = setup[side];
  if (connection !== null && container !== null) return { connection, container, filter };
  throw new ConfigurationError(`choose a connection and a project or table for the ${side} side first`);
}

async function describeSide(parts: SetupParts, where: Whereabouts, signal: AbortSignal): Promise<ProposalSide> {
  const { connection, connector, open } = await openTool(parts, where.connection);
  const { schema } = await describeContainer(parts.database, connection, open, where.container, signal);
  const [{ items }, ways] = await Promise.all([
    readSome(open.tool, schema, where, signal),
    open.tool.ways?.(where.container, signal) ?? [],
  ]);
  return {
    connection: connection.name,
    containerKey: containerKeyOf(connector),
    title: connector.title,
    filter: where.filter,
    schema,
    ways,
    usedTypes: byFrequency(items),
    account: connection.settings.auth.fields.username ?? connection.identity?.accountName ?? null,
  };
}

function byFrequency(items: readonly Item[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { typeId } of items) counts.set(typeId, (counts.get(typeId) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([typeId]) => typeId);
}
