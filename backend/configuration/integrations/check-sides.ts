import { SIDES, type Side, type SideDefinition } from '../../mappings/index.js';
import { suggestion } from '../../shared/index.js';
import type { KnownConnection } from '../connections/read-connection.js';
import { containerKeyOf } from '../container-key.js';
import type { Draft } from '../schema/draft.js';
import type { SideEntry, SyncEntry } from '../schema/integration-schema.js';
import { reportUnknownKey } from '../schema/shape-faults.js';
import type { Reading } from '../settings.js';
import type { KeyPath } from '../text/key-path.js';
import { shownValue } from '../text/shown.js';

/** A container as the whole file sees it: two connections to one address are one tool. */
export interface Container {
  readonly connection: string;
  readonly container: string;
  /** Equal for equal containers. */
  readonly identity: string;
}

/** A side in normal form. The entry must have been checked. */
export function normaliseSide(entry: SideEntry, connections: ReadonlyMap<string, KnownConnection>): SideDefinition {
  const key = containerKeyOf(connections.get(entry.connection)?.connector ?? undefined);
  return { connection: entry.connection, container: String(entry[key]), filter: entry.filter ?? null };
}

/** Judges both sides of a sync; the containers, when both are known and not the same. */
export function checkSides(
  reading: Reading,
  path: KeyPath,
  entry: Draft<SyncEntry>,
  connections: ReadonlyMap<string, KnownConnection> | null,
): Readonly<Record<Side, Container>> | null {
  const [left, right] = SIDES.map((side) => checkSide(reading, [...path, side], entry[side], connections));
  if (left == null || right == null) return null;
  if (left.identity !== right.identity) return { left, right };
  reading.report.fault(
    [...path, 'right'],
    'is the container that `left` names already; write the container to keep in step with it',
  );
  return null;
}

function checkSide(
  { report }: Reading,
  path: KeyPath,
  side: Draft<SideEntry> | undefined,
  connections: ReadonlyMap<string, KnownConnection> | null,
): Container | null {
  if (side?.connection === undefined || connections === null) return null;
  const connection = connections.get(side.connection);
  if (connection === undefined) {
    const advice = suggestion(side.connection, [...connections.keys()], 'connections');
    report.fault([...path, 'connection'], `there is no connection ${shownValue(side.connection, path)}; ${advice}`);
    return null;
  }
  const { connector } = connection;
  if (connector === null) return null;
  const containerKey = containerKeyOf(connector);
  const known = ['connection', containerKey, 'filter'];
  const unknown = Object.keys(side).filter((key) => !known.includes(key));
  const container: unknown = side[containerKey];
  const containerPath = [...path, containerKey];
  for (const key of unknown) {
    if (container !== undefined) reportUnknownKey(report, path, key, known);
    else
      report.fault(
        [...path, key],
        `unknown key \`${key}\`; a ${connector.title} side names its container by \`${containerKey}\``,
      );
  }
  if (container === undefined) {
    if (!report.isFaulty(path))
      report.fault(containerPath, `\`${containerKey}\` is missing; a ${connector.title} side needs it`);
    return null;
  }
  if (typeof container !== 'string') {
    report.fault(containerPath, `${shownValue(container, containerPath)} is not text; put it in quotes`);
    return null;
  }
  const tool = connection.url ?? side.connection;
  // Tools do not tell BENCH from bench.
  return { connection: side.connection, container, identity: `${tool} ${container.toLowerCase()}` };
}
