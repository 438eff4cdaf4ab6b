import {
  type Connector,
  createHttpClient,
  type DefaultLimits,
  type HttpPort,
  type Tool,
} from '../connectors/sdk/index.js';
import { type Clock, ConfigurationError, jsonHash, type Logger, type Random } from '../shared/index.js';
import { CallCount } from './call-count.js';
import type { Connection } from './connection.js';
import { namedTool } from './named-tool.js';
import { currentParty } from './party.js';
import { SharedPages } from './shared-pages.js';
import type { Sharing } from './sharing/index.js';

/** An opened connection. It belongs to one process and costs no call until it is used. */
export interface OpenConnection {
  readonly tool: Tool;
  /** Reads lists once for all who want the same. */
  readonly pages: SharedPages;
}

/** Opens connections and keeps them open: one HTTP client per connection and process, so that its limits hold for all runs. */
export interface Toolbox {
  /** @throws ConfigurationError when the connector or its credentials are not there. */
  open(connection: Connection): OpenConnection;
  /** Opens it afresh at next use: what a tool was asked to forget, or after a refused sign-in was mended. */
  forget(connectionId: string): void;
}

/** What a toolbox needs from outside. */
export interface ToolboxParts {
  readonly connectors: readonly Connector[];
  /** The network for one connection. */
  readonly httpPort: (connection: Connection, secrets: Readonly<Record<string, string>>) => HttpPort;
  /** The connection's secrets in clear; given to the HTTP client and the network, and to nothing else. */
  readonly credentials: (connection: Connection) => Readonly<Record<string, string>>;
  /** Signs what is asked as the app of a Jira; absent: nobody can sign in so. */
  readonly asApp?: (connection: {
    readonly tenant: string;
    readonly url: string;
  }) => (method: string, path: string) => Promise<Readonly<Record<string, string>>>;
  /** How limits and outages are agreed with other processes; absent: this one is alone. */
  readonly sharing?: Sharing;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}

export function createToolbox(parts: ToolboxParts): Toolbox {
  const open = new Map<string, { madeFrom: Connection; fingerprint: string; connection: OpenConnection }>();
  return {
    open(connection) {
      const known = open.get(connection.id);
      // What is read again and again is the same objects for as long as it stays as it is.
      if (known !== undefined && isSame(known.madeFrom, connection)) return known.connection;
      const fingerprint = jsonHash([connection.settings, connection.credentials, connection.identity]);
      const opened = known?.fingerprint === fingerprint ? known.connection : openConnection(parts, connection);
      open.set(connection.id, { madeFrom: connection, fingerprint, connection: opened });
      return opened;
    },
    forget(connectionId) {
      open.delete(connectionId);
    },
  };
}

function isSame(one: Connection, other: Connection): boolean {
  return one.settings === other.settings && one.credentials === other.credentials && one.identity === other.identity;
}

function openConnection(parts: ToolboxParts, connection: Connection): OpenConnection {
  const connector = parts.connectors.find((candidate) => candidate.name === connection.connector);
  if (connector === undefined) {
    throw new ConfigurationError(
      `connection ${connection.name}: there is no connector "${connection.connector}"; known are ${parts.connectors.map((known) => known.name).join(', ')}`,
    );
  }
  const log = parts.log.child({ connection: connection.name });
  const secrets = parts.credentials(connection);
  const limits = limitsOf(connection, connector);
  const http = createHttpClient({
    port: parts.httpPort(connection, secrets),
    url: connection.settings.url,
    auth: signIn(connection, connector, secrets, parts.asApp),
    limits,
    clock: parts.clock,
    random: parts.random,
    log,
    readOnly: connection.settings.readOnly,
    party: () => currentParty().name,
    assertMayWrite: () => currentParty().assertMayWrite(),
    ...(parts.sharing === undefined ? {} : { shared: parts.sharing(connection.id, limits, log) }),
    onCall: ({ intent }) => CallCount.note(connection.name, intent),
    ...(connector.readError === undefined ? {} : { readError: connector.readError }),
  });
  const { username } = connection.settings.auth.fields;
  const tool = connector.open(
    {
      name: connection.name,
      url: connection.settings.url,
      ...(username === undefined ? {} : { username }),
      identity: connection.identity === null ? null : { ...connection.identity, toolTime: null },
      http,
      clock: parts.clock,
      random: parts.random,
      log,
    },
    connection.settings.options,
  );
  const named = namedTool(tool, connection.name);
  return { tool: named, pages: new SharedPages(named, parts.clock) };
}

/** What a connection may ask at most: as it is set, else as its connector knows of the tool. */
export function limitsOf({ settings }: Pick<Connection, 'settings'>, connector: Connector): DefaultLimits {
  return {
    concurrency: settings.limits.concurrency ?? connector.limits.concurrency,
    requestsPerSecond: settings.limits.requestsPerSecond ?? connector.limits.requestsPerSecond,
    requestTimeoutMs: connector.limits.requestTimeoutMs,
  };
}

function signIn(
  connection: Connection,
  connector: Connector,
  secrets: Readonly<Record<string, string>>,
  asApp: ToolboxParts['asApp'],
) {
  const { kind, fields } = connection.settings.auth;
  const need = (name: string): string => {
    const value = secrets[name] ?? fields[name];
    if (value === undefined)
      throw new ConfigurationError(`connection ${connection.name}: auth.${name} is missing; add it and apply again`);
    return value;
  };
  switch (kind) {
    case 'none':
      return { kind } as const;
    case 'basic':
      return { kind, username: need('username'), password: need('password') } as const;
    case 'token':
      return { kind, token: need('token'), ...withHeader(connector.tokenHeader) } as const;
    case 'app':
      if (asApp === undefined) throw comesLater(connection.name, kind);
      return {
        kind: 'signed',
        sign: asApp({ tenant: connection.tenant, url: connection.settings.url }),
      } as const;
    default:
      throw comesLater(connection.name, kind);
  }
}

function comesLater(name: string, kind: string): ConfigurationError {
  return new ConfigurationError(`connection ${name}: signing in by ${kind} comes later; use basic or token`);
}

function withHeader(header: string | undefined): { readonly header?: string } {
  return header === undefined ? {} : { header };
}
