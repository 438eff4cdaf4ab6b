import { describeContainer } from '../../connections/index.js';
import type { ContainerSchema } from '../../connectors/sdk/index.js';
import { type Engine, findSides, type Integration } from '../../integrations/index.js';
import { bothSides, type Side } from '../../mappings/index.js';
import { AppError } from '../../shared/index.js';

/** What a tool says of its container, or why it says nothing. */
export type DescribedSide =
  | { readonly schema: ContainerSchema; readonly trouble: null }
  | { readonly schema: null; readonly trouble: string };

/** Both containers of a sync, as they were described lately or are now. A side that cannot be described says why. */
export async function describeSides(
  { database, toolbox }: Pick<Engine, 'database' | 'toolbox'>,
  integration: Pick<Integration, 'tenant' | 'definition'>,
  signal: AbortSignal,
): Promise<Readonly<Record<Side, DescribedSide>>> {
  const found = await database.transaction('find sides', (transaction) => findSides(transaction, integration));
  return bothSides(async (side): Promise<DescribedSide> => {
    const { connection, container } = { ...integration.definition[side], ...found[side] };
    if (connection === null) return { schema: null, trouble: 'its connection is not in the configuration' };
    if (connection.state === 'paused') {
      return {
        schema: null,
        trouble: `connection ${connection.name} is paused: ${connection.pausedReason ?? 'by hand'}`,
      };
    }
    try {
      const open = toolbox.open(connection);
      return { schema: (await describeContainer(database, connection, open, container, signal)).schema, trouble: null };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof AppError) return { schema: null, trouble: error.message };
      throw error;
    }
  });
}
