import type { Connector } from '../../connectors/sdk/index.js';
import { suggestion } from '../../shared/index.js';
import type { ConnectionConfiguration } from '../configuration-file.js';
import type { ConnectionEntry } from '../schema/connection-schema.js';
import type { Draft } from '../schema/draft.js';
import type { Reading } from '../settings.js';
import type { KeyPath } from '../text/key-path.js';
import { shownValue } from '../text/shown.js';
import { checkAddress } from './check-address.js';
import { readAuth } from './read-auth.js';
import { readNetwork } from './read-network.js';
import { readOptions } from './read-options.js';

/** As much of a connection as other entries of the file need to be judged. */
export interface KnownConnection {
  readonly name: string;
  /** Null when the connector is not known. */
  readonly connector: Connector | null;
  /** Null when the address is at fault. */
  readonly url: string | null;
  /** Null when anything of the connection is at fault. */
  readonly configuration: ConnectionConfiguration | null;
}

/** Judges one entry of `connections` and brings it into normal form. */
export function readConnection(
  reading: Reading,
  name: string,
  entry: Draft<ConnectionEntry> | undefined,
): KnownConnection {
  const path = ['connections', name];
  if (entry === undefined) return { name, connector: null, url: null, configuration: null };

  const connector = findConnector(reading, [...path, 'connector'], entry.connector);
  const insecure = entry.insecure === true || reading.report.isFaulty([...path, 'insecure']);
  const url = readUrl(reading, [...path, 'url'], entry.url, insecure);
  const auth =
    entry.auth === undefined ? null : readAuth(reading, [...path, 'auth'], entry.auth, { name, connector, url });
  const network = readNetwork(reading, path, entry, { name, url });
  const options = connector === null ? {} : readOptions(reading, path, entry, connector);
  if (connector === null || url === null || auth === null || reading.report.isFaulty(path)) {
    return { name, connector, url, configuration: null };
  }
  const { concurrency, requestsPerSecond } = entry.limits ?? {};
  const configuration: ConnectionConfiguration = {
    name,
    connector: connector.name,
    url,
    insecure: entry.insecure ?? false,
    auth,
    network,
    limits: {
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    },
    readOnly: entry.readOnly ?? false,
    deployment: entry.deployment ?? null,
    options,
  };
  return { name, connector, url, configuration };
}

function findConnector({ connectors, report }: Reading, path: KeyPath, written: string | undefined): Connector | null {
  if (written === undefined) return null;
  const connector = connectors.find(({ name }) => name === written);
  if (connector !== undefined) return connector;
  const names = connectors.map(({ name }) => name);
  report.fault(path, `${shownValue(written, path)} is not a connector; ${suggestion(written, names, 'connectors')}`);
  return null;
}

function readUrl({ report }: Reading, path: KeyPath, written: string | undefined, insecure: boolean): string | null {
  if (written === undefined || report.isFaulty(path)) return null;
  const address = checkAddress(written, insecure);
  if ('url' in address) return address.url;
  report.fault(path, `${shownValue(written, path)} ${address.problem}`);
  return null;
}
