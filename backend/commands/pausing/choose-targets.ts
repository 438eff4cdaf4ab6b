import { type Connection, listConnections } from '../../connections/index.js';
import { type Integration, listIntegrations } from '../../integrations/index.js';
import { ConfigurationError, suggestion } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';

/** What a person wants to pause or resume. */
export interface Targets {
  readonly connections: readonly Connection[];
  readonly integrations: readonly Integration[];
}

/** The integration or connection of that name, or all integrations. @throws ConfigurationError naming near names. */
export async function chooseTargets(transaction: Transaction, name: string | null): Promise<Targets> {
  const integrations = await listIntegrations(transaction);
  if (name === null) return { connections: [], integrations };
  const integration = integrations.find((each) => each.name === name);
  const connections = await listConnections(transaction);
  const connection = connections.find((each) => each.name === name);
  if (integration === undefined && connection === undefined) {
    const names = [...integrations, ...connections].map((each) => each.name);
    throw new ConfigurationError(
      `there is no integration or connection ${name}; ${suggestion(name, names, 'integrations and connections')}`,
    );
  }
  return {
    connections: connection === undefined ? [] : [connection],
    integrations: integration === undefined ? [] : [integration],
  };
}
