import type { StoredConnection } from '../configuration-file.js';
import { type WrittenEntry, type WrittenValue, written } from './written-value.js';

/** What a connection is where its entry says nothing. */
export const CONNECTION_DEFAULTS = written({ insecure: false, limits: new Map(), readOnly: false });

/** How a secret is written that is stored already. */
export function keptSecret(connection: string, field: string): string {
  return `\${secret:${connection}/${field}}`;
}

/** A connection in the words of the file, with every key. @param secret what stands for the secret of a field. */
export function writtenConnection(connection: StoredConnection, secret: (field: string) => string): WrittenEntry {
  const { connector, url, insecure, auth, network, limits, readOnly, deployment, options } = connection;
  const secrets = auth.secrets.map((field) => [field, secret(field)] as const);
  const expiry = auth.expires === null ? [] : [['expires', auth.expires] as const];
  const common = written({
    connector,
    url,
    insecure,
    auth: new Map([['kind', auth.kind], ...Object.entries(auth.fields), ...secrets, ...expiry]),
    ...writtenNetwork(network, secret),
    limits: written({ ...limits }),
    readOnly,
    deployment,
  });
  return new Map([...common, ...Object.entries(options)]);
}

function writtenNetwork(
  { proxy, ca, certificate }: StoredConnection['network'],
  secret: (field: string) => string,
): Readonly<Record<string, WrittenValue>> {
  const hasName = proxy !== null && proxy !== 'none' && proxy.username !== null;
  return {
    proxy: hasName
      ? written({ url: proxy.url, username: proxy.username, password: secret('proxy.password') })
      : proxy === null || proxy === 'none'
        ? proxy
        : proxy.url,
    ca,
    clientCertificate: certificate === null ? null : written({ certificate, key: secret('clientCertificate.key') }),
  };
}
