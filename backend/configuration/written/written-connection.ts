import type { StoredConnection } from '../configuration-file.js';
import { type WrittenEntry, written } from './written-value.js';

/** What a connection is where its entry says nothing. */
export const CONNECTION_DEFAULTS = written({ insecure: false, limits: new Map(), readOnly: false });

/** How a secret is written that is stored already. */
export function keptSecret(connection: string, field: string): string {
  return `\${secret:${connection}/${field}}`;
}

/** A connection in the words of the file, with every key. @param secret what stands for the secret of a field. */
export function writtenConnection(connection: StoredConnection, secret: (field: string) => string): WrittenEntry {
  const { connector, url, insecure, auth, limits, readOnly, deployment, options } = connection;
  const secrets = auth.secrets.map((field) => [field, secret(field)] as const);
  const common = written({
    connector,
    url,
    insecure,
    auth: new Map([['kind', auth.kind], ...Object.entries(auth.fields), ...secrets]),
    limits: written({ ...limits }),
    readOnly,
    deployment,
  });
  return new Map([...common, ...Object.entries(options)]);
}
