import { type Connection, findConnections } from '../connections/index.js';
import type { Side } from '../mappings/index.js';
import type { Transaction } from '../storage/index.js';
import type { Integration } from './integration.js';

/** What the database knows of both sides of an integration. */
export type FoundSides = Readonly<Record<Side, FoundSide>>;

export interface FoundSide {
  /** Null: it is not in the configuration. */
  readonly connection: Connection | null;
  /** When its container was described last; null: it is to be described. */
  readonly describedAt: string | null;
}

/** What `openJob` goes by. */
export async function findSides(
  transaction: Transaction,
  { tenant, definition }: Pick<Integration, 'tenant' | 'definition'>,
): Promise<FoundSides> {
  const [left, right] = await findConnections(transaction, tenant, [definition.left, definition.right]);
  return { left: left ?? ABSENT, right: right ?? ABSENT };
}

const ABSENT: FoundSide = { connection: null, describedAt: null };
