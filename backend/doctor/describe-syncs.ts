import type { Connection, Toolbox } from '../connections/index.js';
import type { ContainerSchema } from '../connectors/sdk/index.js';
import type { Integration } from '../integrations/index.js';
import { compileMapping, type Side } from '../mappings/index.js';
import { AppError } from '../shared/index.js';
import type { DescribedSync } from './described-sync.js';

/**
 * Asks both tools of each sync for its containers, each container once. A side that cannot be described is null: its connection's
 * own checks say why. `connections` are those that answer; others are not waited for.
 */
export async function describeSyncs(
  toolbox: Toolbox,
  connections: readonly Connection[],
  integrations: readonly Integration[],
  signal: AbortSignal,
): Promise<readonly DescribedSync[]> {
  const known = new Map<string, Promise<ContainerSchema | null>>();
  const describe = (integration: Integration, side: Side) => {
    const { connection: name, container } = integration.definition[side];
    const key = `${name}\n${container}`;
    const described = known.get(key) ?? describeOne(toolbox, connections, name, container, signal);
    known.set(key, described);
    return described;
  };
  return Promise.all(
    integrations.map(async (integration) => {
      const [left, right] = await Promise.all([describe(integration, 'left'), describe(integration, 'right')]);
      const schemas = { left, right };
      if (left === null || right === null) return { integration, schemas, mapping: null, faults: [] };
      return { integration, schemas, ...compileMapping(integration.definition, { left, right }) };
    }),
  );
}

async function describeOne(
  toolbox: Toolbox,
  connections: readonly Connection[],
  name: string,
  container: string,
  signal: AbortSignal,
): Promise<ContainerSchema | null> {
  const connection = connections.find((candidate) => candidate.name === name);
  if (connection === undefined) return null;
  try {
    return await toolbox.open(connection).tool.describe(container, signal);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
