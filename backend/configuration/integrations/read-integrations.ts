import type { JsonValue } from '../../shared/index.js';
import { suggestion } from '../../shared/index.js';
import type { IntegrationConfiguration } from '../configuration-file.js';
import type { KnownConnection } from '../connections/read-connection.js';
import type { Draft } from '../schema/draft.js';
import type { FileEntry } from '../schema/file-schema.js';
import type { IntegrationEntry, SyncEntry } from '../schema/integration-schema.js';
import type { Reading } from '../settings.js';
import type { KeyPath } from '../text/key-path.js';
import { shownValue } from '../text/shown.js';
import { checkRings, type Edge } from './check-rings.js';
import { checkSync } from './check-sync.js';
import { normaliseSync } from './normalise-sync.js';

type LaterEntry = Extract<IntegrationEntry, { kind: 'flow' | 'collection' }>;

/** Judges what is left of `integrations` after shape faults, each and against each other. @param connections null when they cannot be read. */
export function checkIntegrations(
  reading: Reading,
  integrations: NonNullable<Draft<FileEntry['integrations']>>,
  connections: ReadonlyMap<string, KnownConnection> | null,
): void {
  const edges: Edge[] = [];
  for (const [name, entry] of Object.entries(integrations)) {
    if (entry === undefined) continue;
    const path = ['integrations', name];
    if (entry.kind === 'flow' || entry.kind === 'collection') checkLater(reading, path, entry, connections);
    else {
      const containers = checkSync(reading, path, entry as Draft<SyncEntry>, connections);
      if (containers !== null) edges.push({ name, containers });
    }
  }
  checkRings(reading.report, edges);
}

/** A kind of integration that does not run yet: only what would surely be wrong is said. */
function checkLater(
  { report }: Reading,
  path: readonly string[],
  entry: Draft<LaterEntry>,
  connections: ReadonlyMap<string, KnownConnection> | null,
): void {
  report.notice('coming', [...path, 'kind'], `${entry.kind}s come later; stored and not run for now`);
  const trigger: unknown = entry.trigger;
  if (trigger === null || typeof trigger !== 'object' || !('connection' in trigger)) return;
  const { connection } = trigger;
  if (connections === null || typeof connection !== 'string' || connections.has(connection)) return;
  const place = [...path, 'trigger', 'connection'];
  report.fault(
    place,
    `there is no connection ${shownValue(connection, place)}; ${suggestion(connection, [...connections.keys()], 'connections')}`,
  );
}

/** The normal form of integrations without faults. */
export function normaliseIntegrations(
  { report }: Reading,
  integrations: NonNullable<FileEntry['integrations']>,
  connections: ReadonlyMap<string, KnownConnection>,
): IntegrationConfiguration[] {
  return Object.entries(integrations).map(([name, entry]) => {
    const enabled = entry.enabled ?? true;
    if (entry.kind === 'sync') {
      const keysAt = (path: KeyPath) => report.keysAt(path);
      return { name, enabled, definition: normaliseSync(entry, connections, ['integrations', name], keysAt) };
    }
    const { kind, enabled: _, ...raw } = entry;
    return { name, enabled, definition: { kind, raw: raw as Record<string, JsonValue> } };
  });
}
