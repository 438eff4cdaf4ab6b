import { findSchema, type Toolbox } from '../connections/index.js';
import type { FieldEdit } from '../connectors/sdk/index.js';
import { findSides, type Integration } from '../integrations/index.js';
import { SIDES, type Side } from '../mappings/index.js';
import { errorMessage, type Logger } from '../shared/index.js';
import type { Database } from '../storage/index.js';
import type { HeldEntry } from './held-entry.js';

interface LastEditsParts {
  readonly database: Database;
  readonly toolbox: Toolbox;
  readonly log: Logger;
}

/** Who changed the field last on each side, and when; null where the tool cannot tell, or is not to be asked now. */
export type LastEdits = Readonly<Record<Side, FieldEdit | null>>;

/** Asks both tools who changed a held field last. A tool that cannot be asked costs the other's answer nothing. */
export async function findLastEdits(
  { database, toolbox, log }: LastEditsParts,
  integration: Integration,
  { conflict, pair }: HeldEntry,
  signal: AbortSignal,
): Promise<LastEdits> {
  const { definition } = integration;
  const rule = definition.items.flatMap(({ fields }) => fields).find(({ id }) => id === conflict.field);
  const found = await database.transaction('find where to ask', async (transaction) => {
    const sides = await findSides(transaction, integration);
    const of = async (side: Side) => {
      const { connection } = sides[side];
      const schema = connection && (await findSchema(transaction, connection.id, definition[side].container));
      const fields = schema?.itemTypes.flatMap((type) => type.fields) ?? [];
      return { connection, field: fields.find(({ id }) => id === rule?.[side]) };
    };
    return { left: await of('left'), right: await of('right') };
  });
  const ask = async (side: Side): Promise<FieldEdit | null> => {
    const { connection, field } = found[side];
    if (connection === null || connection.state === 'paused' || field === undefined) return null;
    try {
      const { tool } = toolbox.open(connection);
      const request = { container: definition[side].container, itemId: pair[side].id, field };
      return (await tool.lastEdit?.(request, signal)) ?? null;
    } catch (error) {
      signal.throwIfAborted();
      log.warn('who changed a held field cannot be told', { connection: connection.name, reason: errorMessage(error) });
      return null;
    }
  };
  const [left, right] = await Promise.all(SIDES.map(ask));
  return { left: left ?? null, right: right ?? null };
}
