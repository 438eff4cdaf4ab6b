import type { Connector } from '../../connectors/sdk/index.js';
import { type JsonValue, jsonValue } from '../../shared/index.js';
import { CONNECTION_KEYS } from '../schema/connection-schema.js';
import { reportShape, reportUnknownKey } from '../schema/shape-faults.js';
import type { Reading } from '../settings.js';
import type { KeyPath } from '../text/key-path.js';

/** The keys of a connection that belong to its connector, as the connector's schema gives them back. */
export function readOptions(
  { report }: Reading,
  path: KeyPath,
  entry: Readonly<Record<string, unknown>>,
  connector: Connector,
): Readonly<Record<string, JsonValue>> {
  const taken = optionNames(connector);
  const written = Object.fromEntries(
    Object.entries(entry).filter(([key]) => !CONNECTION_KEYS.includes(key) || taken.includes(key)),
  );
  const known = [...new Set([...CONNECTION_KEYS, ...taken])];
  const read = connector.options.safeParse(written);
  if (!read.success) {
    reportShape(report, read.error.issues, written, path, known);
    return {};
  }
  const options: Record<string, JsonValue> = {};
  for (const key of Object.keys(written)) {
    // A schema that is not strict drops what it does not know without a word.
    if (!Object.hasOwn(read.data, key)) reportUnknownKey(report, path, key, known);
  }
  for (const [key, value] of Object.entries(read.data)) {
    if (value !== undefined) options[key] = jsonValue.parse(value);
  }
  return options;
}

/** The keys that a connector takes in a connection. */
export function optionNames({ options }: Connector): string[] {
  return 'shape' in options && typeof options.shape === 'object' && options.shape !== null
    ? Object.keys(options.shape)
    : [];
}
