import type { Caller } from '../../../addon/index.js';
import type { Application } from '../../application/index.js';
import { type Connection, listConnections } from '../../connections/index.js';
import {
  findIntegration,
  type Integration,
  listIntegrations,
  listMappedFields,
  type MappedField,
} from '../../integrations/index.js';
import { SIDES, type Side } from '../../mappings/index.js';
import { explainUnlinked, findPanelLinks, type PanelLink, reachesSite, type WhyUnlinked } from '../../panel/index.js';
import { errorMessage } from '../../shared/index.js';
import type { Site } from '../../sites/index.js';

/** Where the issue has no partner, and why. */
export interface Unlinked extends WhyUnlinked {
  readonly integration: Integration;
  readonly side: Side;
  readonly key: string;
}

/** The links of an issue of the caller's Jira; of whoever does not come from one, of every Jira that a connection reaches. */
export async function findLinksOf(
  { site }: Caller,
  id: string,
  { database }: Application,
): Promise<readonly PanelLink[]> {
  return database.transaction('find panel links', async (transaction) => {
    const connections = await listConnections(transaction);
    const meant = connections.filter((connection) => isMeant(connection, site));
    return findPanelLinks(transaction, { id, connections: meant.map(({ name }) => name) });
  });
}

/** How people know what the mappings of these links carry over, by integration. */
export async function fieldsOfLinks(
  links: readonly PanelLink[],
  { database }: Application,
): Promise<ReadonlyMap<string, readonly MappedField[]>> {
  const names = [...new Set(links.map(({ integration }) => integration))];
  return database.transaction('name fields', async (transaction) => {
    const found = new Map<string, readonly MappedField[]>();
    for (const name of names) {
      const integration = await findIntegration(transaction, name);
      if (integration !== null) found.set(name, await listMappedFields(transaction, integration));
    }
    return found;
  });
}

/**
 * Why the issue has no partner in the integrations of its project that it has none in. Where a tool cannot be asked, that integration is
 * left out, for without it nobody knows whether the issue is of its project; the log says why.
 */
export async function explainUnlinkedOf(
  { site }: Caller,
  id: string,
  links: readonly PanelLink[],
  { application, signal }: { readonly application: Application; readonly signal: AbortSignal },
): Promise<readonly Unlinked[]> {
  const { database, connectors } = application;
  const [connections, integrations] = await database.transaction('find integrations of site', async (transaction) =>
    Promise.all([listConnections(transaction), listIntegrations(transaction)]),
  );
  const meant = connections.filter((connection) => isMeant(connection, site)).map(({ name }) => name);
  const engine = await application.onlooker();
  const found: Unlinked[] = [];
  for (const integration of integrations) {
    if (!integration.enabled || links.some(({ integrationId }) => integrationId === integration.id)) continue;
    for (const side of SIDES) {
      if (!meant.includes(integration.definition[side].connection)) continue;
      try {
        const why = await explainUnlinked(engine, integration, { side, id }, { connectors, signal });
        if (why !== null) found.push({ ...why, integration, side });
      } catch (error) {
        signal.throwIfAborted();
        const about = { integration: integration.name, reason: errorMessage(error) };
        application.log.warn('why an issue is not linked cannot be told', about);
      }
    }
  }
  return found;
}

function isMeant(connection: Connection, site: Site | null): boolean {
  return site === null ? connection.connector === 'jira' : reachesSite(connection, site);
}
