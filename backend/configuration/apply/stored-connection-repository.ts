import { literal } from 'sequelize';
import type { Transaction } from '../../storage/index.js';

export type ConnectionRow = InstanceType<Transaction['models']['Connection']>;

/** Every connection, archived ones too, oldest first. */
export async function listConnectionRows(transaction: Transaction): Promise<readonly ConnectionRow[]> {
  return transaction.models.Connection.findAll({ order: literal('created_at, name'), transaction: transaction.handle });
}
