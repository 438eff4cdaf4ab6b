import { isSecretStored, type ReadConfiguration } from './apply/index.js';
import type { ConnectionConfiguration } from './configuration-file.js';
import { type ConnectionDraft, entryOf, memberOf, misplacedOptions } from './connections/connection-draft.js';
import { optionNames } from './connections/read-options.js';
import { exportConfiguration } from './export-configuration.js';
import { readValue } from './read-value.js';
import { type LocatedFault, Report } from './report.js';
import { configuredName } from './schema/scalars.js';
import type { ParseSettings } from './settings.js';
import { formatPath, isWithin, valueAt } from './text/key-path.js';
import { readDocument } from './text/read-document.js';

/** What a draft is judged against. */
export type JudgeSettings = Pick<ParseSettings, 'connectors' | 'mode' | 'appFault'> & { readonly now: Date };

/** A draft in normal form, or all that is wrong with it; faults are at members of the draft, `name` beside them. */
export type JudgedConnection =
  | { readonly connection: ConnectionConfiguration; readonly faults: readonly [] }
  | { readonly connection: null; readonly faults: readonly LocatedFault[] };

/** Judges what a form says of a connection by the rules of the file, and whether the integrations that there are can live with it. */
export function judgeConnection(
  name: string,
  draft: ConnectionDraft,
  { stored, secrets }: ReadConfiguration,
  settings: JudgeSettings,
): JudgedConnection {
  const known = stored.connections.find((each) => each.name === name);
  const entry = entryOf(name, draft, known === undefined ? [] : [...known.auth.secrets, ...known.network.secrets]);
  const isStored: ParseSettings['isStored'] = ({ connection, field, url }) =>
    isSecretStored(secrets.get(connection), field, url);
  const nameFaults = faultsOfName(name);
  // A name that is at fault would keep the rest from being judged.
  const place = nameFaults.length > 0 ? 'connection' : name;
  const own = judge({ version: 1, connections: { [place]: entry } }, { ...settings, isStored });
  const misplaced = misplacedOptions(draft, optionsOf(draft.connector, settings)).map((key) => ({
    path: ['options', key],
    message: 'the connector has no such option',
  }));
  const ownFaults = own.faults.map(({ path, message }) => ({ path: memberOf(path.slice(2), draft), message }));
  const faults = [...nameFaults, ...ownFaults, ...misplaced];
  const connection = own.file?.connections[0];
  if (connection === undefined || faults.length > 0) return { connection: null, faults };
  const around = faultsAround(name, entry, stored, settings);
  return around.length > 0 ? { connection: null, faults: around } : { connection, faults: [] };
}

function faultsOfName(name: string): readonly LocatedFault[] {
  const parsed = configuredName.safeParse(name);
  const said = name === '' ? 'it' : JSON.stringify(name);
  return (parsed.error?.issues ?? []).map(({ message }) => ({ path: ['name'], message: `${said} ${message}` }));
}

/** What would be wrong elsewhere, that is not wrong now: integrations may not fit another tool, or run in a ring. */
function faultsAround(
  name: string,
  entry: unknown,
  stored: ReadConfiguration['stored'],
  settings: JudgeSettings,
): readonly LocatedFault[] {
  const { connectors, mode } = settings;
  const text = exportConfiguration(stored, connectors);
  const before = readDocument(text).value;
  const connections = { ...Object(valueAt(before, ['connections'])), [name]: entry };
  const isElsewhere = ({ path }: LocatedFault) => !isWithin(path, ['connections']);
  const after = judge({ ...Object(before), connections }, { connectors, mode }).faults.filter(isElsewhere);
  if (after.length === 0) return [];
  const known = new Set(judge(before, { connectors, mode }).faults.map(keyOf));
  return after
    .filter((fault) => !known.has(keyOf(fault)))
    .map(({ path, message }) => ({ path: [], message: `${formatPath(path)}: ${message}` }));
}

function judge(value: unknown, settings: Omit<ParseSettings, 'fileName' | 'environment'>) {
  const report = new Report('', {
    value,
    problems: [],
    locate: () => ({ line: 1, column: 1 }),
    keysAt: (path) => Object.keys(Object(valueAt(value, path))),
  });
  const file = readValue({ ...settings, fileName: '', environment: null, areSecretsLiteral: true, report }, value);
  return { file, faults: report.located };
}

function optionsOf(connector: string, { connectors }: JudgeSettings): readonly string[] {
  const known = connectors.find(({ name }) => name === connector);
  return known === undefined ? [] : optionNames(known);
}

function keyOf({ path, message }: LocatedFault): string {
  return `${formatPath(path)}: ${message}`;
}
