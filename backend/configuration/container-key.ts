import type { Connector } from '../connectors/sdk/index.js';

/** The key by which a side names its container: `project`, `table`; `container` where the connector states none. */
export function containerKeyOf(connector: Pick<Connector, 'containerKey'> | undefined): string {
  return connector?.containerKey ?? 'container';
}

/** The same by the name of a connection, for what is stored. */
export function containerKeysOf(
  connections: readonly { readonly name: string; readonly connector: string }[],
  connectors: readonly Connector[],
): (connection: string) => string {
  const keys = new Map(
    connections.map(({ name, connector }) => [
      name,
      containerKeyOf(connectors.find((known) => known.name === connector)),
    ]),
  );
  return (connection) => keys.get(connection) ?? containerKeyOf(undefined);
}
