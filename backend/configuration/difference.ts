import type { Connector } from '../connectors/sdk/index.js';
import {
  type ConfigurationFile,
  type ConnectionConfiguration,
  type IntegrationConfiguration,
  pathOfSecret,
  type StoredConfiguration,
  type StoredConnection,
  secretsOf,
  withoutSecrets,
} from './configuration-file.js';
import { containerKeysOf } from './container-key.js';
import { connectionLeaves, hostLeaves, integrationLeaves, type Leaves, SECRET } from './difference-leaves.js';
import { formatPath } from './text/key-path.js';
import { CONNECTION_DEFAULTS, writtenConnection } from './written/written-connection.js';
import { type ContainerKeyOf, integrationDefaults, writtenIntegration } from './written/written-integration.js';
import { asBlock, type WrittenEntry, withoutDefaults } from './written/written-value.js';

/** One thing that applying a file would change, in the words of the file. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  /** `integrations.incidents.delay`; a row of `fields` is named by its two fields. */
  readonly path: string;
  /** YAML; null when added. A secret is never shown. */
  readonly before: string | null;
  /** YAML, of several lines for a whole entry; null when removed. */
  readonly after: string | null;
}

/** What is compared against. */
export interface DifferenceSettings {
  readonly connectors: readonly Connector[];
  /** Whether the stored secret is this value; only who can open secrets knows. */
  readonly isSameSecret: (connection: string, field: string, value: string) => boolean;
}

/** What would change if `file` were applied, in the order of the file, what is removed last. Empty when they say the same. */
export function difference(
  stored: StoredConfiguration,
  file: ConfigurationFile,
  settings: DifferenceSettings,
): Difference[] {
  const bare = withoutSecrets(file);
  const before = containerKeysOf(stored.connections, settings.connectors);
  const after = containerKeysOf(file.connections, settings.connectors);
  return [
    ...compareLeaves(hostLeaves(stored.outgoing), hostLeaves(file.outgoing)),
    ...compareEntries('connections', stored.connections, bare.connections, (connection) => ({
      block: withoutDefaults(
        writtenConnection(connection, () => SECRET),
        CONNECTION_DEFAULTS,
      ),
      leaves: connectionLeaves(connection),
    })),
    ...file.connections.flatMap((connection) => changedSecrets(connection, stored.connections, settings)),
    ...compareEntries('integrations', stored.integrations, bare.integrations, (integration, isStored) => {
      const keys = isStored ? before : after;
      return {
        block: withoutDefaults(writtenIntegration(integration, keys), integrationDefaults(integration.definition.kind)),
        leaves: integrationLeaves(integration, keys),
      };
    }),
  ];
}

/** What one integration says otherwise than another, by paths below its name. */
export function integrationDifference(
  before: IntegrationConfiguration,
  after: IntegrationConfiguration,
  keys: ContainerKeyOf,
): Difference[] {
  // Leaves carry the name: it is the same on both sides, and said by whoever shows them.
  const prefix = `${formatPath(['integrations', after.name])}.`;
  return compareLeaves(integrationLeaves({ ...before, name: after.name }, keys), integrationLeaves(after, keys)).map(
    (found) => ({ ...found, path: found.path.slice(prefix.length) }),
  );
}

function compareEntries<Entry extends { readonly name: string }>(
  section: string,
  before: readonly Entry[],
  after: readonly Entry[],
  describe: (entry: Entry, isStored: boolean) => { readonly block: WrittenEntry; readonly leaves: Leaves },
): Difference[] {
  const known = new Map(before.map((entry) => [entry.name, entry]));
  const kept = new Set(after.map(({ name }) => name));
  const path = (name: string) => formatPath([section, name]);
  return [
    ...after.flatMap((entry): Difference[] => {
      const stored = known.get(entry.name);
      const { block, leaves } = describe(entry, false);
      if (stored !== undefined) return compareLeaves(describe(stored, true).leaves, leaves);
      return [{ kind: 'added', path: path(entry.name), before: null, after: asBlock(block) }];
    }),
    ...before
      .filter(({ name }) => !kept.has(name))
      .map(
        (entry): Difference => ({
          kind: 'removed',
          path: path(entry.name),
          before: asBlock(describe(entry, true).block),
          after: null,
        }),
      ),
  ];
}

function compareLeaves(before: Leaves, after: Leaves): Difference[] {
  const changed = [...after].flatMap(([path, now]): Difference[] => {
    const then = before.get(path) ?? null;
    if (then === now) return [];
    return [{ kind: then === null ? 'added' : 'changed', path, before: then, after: now }];
  });
  const removed = [...before]
    .filter(([path]) => !after.has(path))
    .map(([path, then]): Difference => ({ kind: 'removed', path, before: then, after: null }));
  return [...changed, ...removed];
}

/** Secrets that are set to another value; ones that come or go are leaves of their connection. */
function changedSecrets(
  connection: ConnectionConfiguration,
  stored: readonly StoredConnection[],
  { isSameSecret }: DifferenceSettings,
): Difference[] {
  const { name } = connection;
  const before = stored.find((each) => each.name === name);
  const known: readonly string[] = before === undefined ? [] : [...before.auth.secrets, ...before.network.secrets];
  return Object.entries(secretsOf(connection)).flatMap(([field, secret]): Difference[] => {
    if (typeof secret !== 'string' || !known.includes(field) || isSameSecret(name, field, secret)) return [];
    const path = formatPath(['connections', name, ...pathOfSecret(field)]);
    return [{ kind: 'changed', path, before: SECRET, after: '(another secret)' }];
  });
}
