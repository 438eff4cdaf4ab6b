import { ConfigurationError, suggestion, UnknownNameError } from '../shared/index.js';
import type { Transaction } from '../storage/index.js';
import type { Integration } from './integration.js';
import { findIntegration } from './integration-repository.js';

/** The sync of that name. @throws UnknownNameError naming near ones. @throws ConfigurationError why that one cannot be used. */
export async function requireSync(transaction: Transaction, name: string): Promise<Integration> {
  const found = await findIntegration(transaction, name);
  if (found !== null) return found;
  const kind = await requireIntegration(transaction, name);
  throw new ConfigurationError(`${name} is a ${kind}; those are stored and do not run yet`);
}

/** The kind of the integration of that name. @throws UnknownNameError naming near ones. */
export async function requireIntegration(transaction: Transaction, name: string): Promise<string> {
  const rows = await transaction.models.Integration.findAll({
    where: { archivedAt: null },
    order: [['name', 'ASC']],
    transaction: transaction.handle,
  });
  const found = rows.find((row) => row.name === name);
  if (found !== undefined) return found.kind;
  const names = rows.map((row) => row.name);
  throw new UnknownNameError(`there is no integration ${name}; ${suggestion(name, names, 'integrations')}`);
}
