import type { ConnectionSettings } from '../connections/index.js';
import type { AuthKind } from '../connectors/sdk/index.js';
import type { SyncDefinition } from '../mappings/index.js';
import type { JsonValue } from '../shared/index.js';

/** Instead of a secret: the stored one stays. */
export interface KeptSecret {
  readonly keep: true;
}

/** Secrets of a connection besides those of its sign-in, by the name under which they are stored and where they stand in the entry. */
const NETWORK_SECRETS = ['proxy.password', 'clientCertificate.key'] as const;
export type NetworkSecret = (typeof NETWORK_SECRETS)[number];

/** One entry of `connections`, in normal form. */
export interface ConnectionConfiguration {
  readonly name: string;
  /** A connector that is known. */
  readonly connector: string;
  /** Absolute, without a slash at the end, user, query or fragment. */
  readonly url: string;
  /** Plain http beyond this machine was allowed. */
  readonly insecure: boolean;
  readonly auth: {
    readonly kind: AuthKind;
    /** What may be shown: the user name. */
    readonly fields: Readonly<Record<string, string>>;
    /** The day on which token or password end; null: not said. */
    readonly expires: string | null;
    /** In clear, for `secrets/` to seal; never to be logged, compared in public or exported. */
    readonly secrets: Readonly<Record<string, string | KeptSecret>>;
  };
  /** The way to the tool. */
  readonly network: ConnectionSettings['network'] & {
    /** In clear, like those of `auth`. */
    readonly secrets: Readonly<Partial<Record<NetworkSecret, string | KeptSecret>>>;
  };
  readonly limits: { readonly concurrency?: number; readonly requestsPerSecond?: number };
  readonly readOnly: boolean;
  /** Said by hand; null: the tool is asked. */
  readonly deployment: 'cloud' | 'datacenter' | null;
  /** The connector's own keys, as its schema gave them back; with `deployment` among them when the connector takes it. */
  readonly options: Readonly<Record<string, JsonValue>>;
}

/** An integration of a kind that is stored and does not run yet; `raw` is all of its entry but `kind` and `enabled`. */
export interface LaterDefinition {
  readonly kind: 'flow' | 'collection';
  readonly raw: Readonly<Record<string, JsonValue>>;
}

/** One entry of `integrations`, in normal form. */
export interface IntegrationConfiguration {
  readonly name: string;
  readonly enabled: boolean;
  readonly definition: SyncDefinition | LaterDefinition;
}

/** A whole file in normal form: every key has its value, every default is filled in. Lists are in the order of the file. */
export interface ConfigurationFile {
  readonly outgoing: readonly string[];
  readonly connections: readonly ConnectionConfiguration[];
  readonly integrations: readonly IntegrationConfiguration[];
}

/** A connection as it is stored: of its secrets only the names are known. */
export interface StoredConnection extends Omit<ConnectionConfiguration, 'auth' | 'network'> {
  readonly auth: {
    readonly kind: AuthKind;
    readonly fields: Readonly<Record<string, string>>;
    readonly expires: string | null;
    readonly secrets: readonly string[];
  };
  readonly network: ConnectionSettings['network'] & { readonly secrets: readonly NetworkSecret[] };
}

/** Every secret of a connection, by the name under which it is stored. */
export function secretsOf({
  auth,
  network,
}: Pick<ConnectionConfiguration, 'auth' | 'network'>): Readonly<Record<string, string | KeptSecret>> {
  return { ...auth.secrets, ...network.secrets };
}

/** Where a secret stands in the entry of its connection. */
export function pathOfSecret(field: string): readonly string[] {
  return isNetworkSecret(field) ? field.split('.') : ['auth', field];
}

export function isNetworkSecret(field: string): field is NetworkSecret {
  return NETWORK_SECRETS.some((name) => name === field);
}

/** What is applied now, without any secret; what an export is made from and a file is compared with. */
export interface StoredConfiguration extends Omit<ConfigurationFile, 'connections'> {
  readonly connections: readonly StoredConnection[];
}

/** The same configuration with the names of its secrets only. */
export function withoutSecrets(file: ConfigurationFile): StoredConfiguration {
  return {
    ...file,
    connections: file.connections.map((connection) => ({
      ...connection,
      auth: { ...connection.auth, secrets: Object.keys(connection.auth.secrets) },
      network: {
        ...connection.network,
        secrets: NETWORK_SECRETS.filter((field) => connection.network.secrets[field] !== undefined),
      },
    })),
  };
}
