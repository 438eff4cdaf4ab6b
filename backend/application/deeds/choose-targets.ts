import { type Connection, listConnections } from '../../connections/index.js';
import { type Integration, listIntegrations } from '../../integrations/index.js';
import { suggestion, UnknownNameError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';

/** What a person wants to pause or resume: all integrations, or what has that name; `kind` where only one of both is meant. */
export type Chosen = 'all' | { readonly name: string; readonly kind?: 'connection' | 'integration' };

/** What is meant by it. */
export interface Targets {
  readonly connections: readonly Connection[];
  readonly integrations: readonly Integration[];
}

/** What was chosen, by name; null: everything. */
export function subjectOf(chosen: Chosen): string | null {
  return chosen === 'all' ? null : chosen.name;
}

/** Finds what was chosen. @throws UnknownNameError naming near names. */
export async function chooseTargets(transaction: Transaction, chosen: Chosen): Promise<Targets> {
  const integrations = await listIntegrations(transaction);
  if (chosen === 'all') return { connections: [], integrations };
  const { name, kind } = chosen;
  const connections = await listConnections(transaction);
  const targets = {
    connections: kind === 'integration' ? [] : connections.filter((each) => each.name === name),
    integrations: kind === 'connection' ? [] : integrations.filter((each) => each.name === name),
  };
  if (targets.connections.length + targets.integrations.length > 0) return targets;
  const names = [
    ...(kind === 'connection' ? [] : integrations.map((each) => each.name)),
    ...(kind === 'integration' ? [] : connections.map((each) => each.name)),
  ];
  const noun = kind ?? 'integration or connection';
  throw new UnknownNameError(
    `there is no ${noun} ${name}; ${suggestion(name, names, kind === undefined ? 'integrations and connections' : `${kind}s`)}`,
  );
}
