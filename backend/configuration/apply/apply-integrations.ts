import type { SyncDefinition } from '../../mappings/index.js';
import { ConfigurationError, canonicalJson, type JsonValue, UnknownNameError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import type { IntegrationConfiguration, LaterDefinition } from '../configuration-file.js';
import type { ApplyParts } from './apply-configuration.js';
import { refuseAmbiguousEntries } from './refuse-ambiguous-entries.js';
import {
  countLinks,
  type IntegrationRow,
  insertMappingVersion,
  listIntegrationRows,
  parseDefinition,
  stopRuns,
} from './stored-integration-repository.js';

type Definition = SyncDefinition | LaterDefinition;

/** The parts of a sync that say what becomes of values: a change of them is a new version of the mapping. */
const MAPPING_PARTS = ['items', 'users', 'comments', 'match', 'initial', 'conflicts'] as const;

/** What changing a stored integration needs from outside. */
export type IntegrationParts = Pick<ApplyParts, 'actor' | 'requestOnboarding'>;

/** Makes the stored integrations those of the file; what is not in it any more is archived with its links, or deleted. */
export async function applyIntegrations(
  transaction: Transaction,
  wanted: readonly IntegrationConfiguration[],
  parts: ApplyParts,
): Promise<void> {
  const rows = await listIntegrationRows(transaction);
  const links = await countLinks(transaction);
  const used = new Set<string>();
  const matched = wanted.map((integration) => {
    const row = findRow(rows, integration);
    if (row !== undefined) used.add(row.id);
    return { integration, row };
  });
  // A name may pass to an integration of another kind, so the old ones leave first.
  await removeOthers(
    transaction,
    rows.filter((row) => !used.has(row.id)),
    parts.prune,
  );
  for (const { integration, row } of matched) {
    if (row === undefined) await insert(transaction, integration, parts);
    else await update(transaction, row, integration, { parts, linkCount: links.get(row.id) ?? 0 });
  }
}

/**
 * Makes one stored integration what is wanted, and leaves the others as they are. @param source the text that somebody wrote
 * @throws UnknownNameError when none of that name is configured. @throws ConfigurationError when it cannot be changed so.
 */
export async function applyIntegration(
  transaction: Transaction,
  wanted: IntegrationConfiguration,
  parts: IntegrationParts,
  source: string,
): Promise<void> {
  const rows = await listIntegrationRows(transaction);
  const row = rows.find(({ name, archivedAt }) => name === wanted.name && archivedAt === null);
  if (row === undefined) throw new UnknownNameError(`there is no integration ${wanted.name}`);
  const links = await countLinks(transaction);
  await update(transaction, row, wanted, { parts, linkCount: links.get(row.id) ?? 0, source });
}

/** The one of that name and kind; else the last archived one between the same two places: its links are still true. */
function findRow(
  rows: readonly IntegrationRow[],
  { name, definition }: IntegrationConfiguration,
): IntegrationRow | undefined {
  const ofName = rows.filter((row) => row.name === name && row.kind === definition.kind);
  return (
    ofName.find((row) => row.archivedAt === null) ??
    ofName.findLast((row) => canonicalJson(placesOf(parseDefinition(row))) === canonicalJson(placesOf(definition)))
  );
}

async function removeOthers(transaction: Transaction, rows: readonly IntegrationRow[], prune: boolean): Promise<void> {
  if (prune) {
    for (const row of rows) await row.destroy({ transaction: transaction.handle });
    return;
  }
  const leaving = rows.filter((row) => row.archivedAt === null).map(({ id }) => id);
  await transaction.query(
    `update integrations set archived_at = syncline_now(), next_run_at = null, updated_at = syncline_now()
      where id = any($1::uuid[])`,
    [leaving],
  );
  await stopRuns(transaction, leaving);
}

async function insert(
  transaction: Transaction,
  { name, enabled, definition }: IntegrationConfiguration,
  parts: ApplyParts,
): Promise<void> {
  const id = parts.random.uuid();
  await transaction.models.Integration.create(
    {
      id,
      tenantId: parts.tenant,
      name,
      kind: definition.kind,
      enabled,
      definition: toJson(definition),
      state: 'active',
    },
    // The rest of the row is the database's to fill in.
    { transaction: transaction.handle, fields: ['id', 'tenantId', 'name', 'kind', 'enabled', 'definition', 'state'] },
  );
  if (definition.kind !== 'sync') return;
  await insertMappingVersion(transaction, id, 1, definition, { by: parts.actor, source: null });
  await start(transaction, { id, enabled, definition, isOnboarded: false }, parts);
}

async function update(
  transaction: Transaction,
  row: IntegrationRow,
  { name, enabled, definition }: IntegrationConfiguration,
  {
    parts,
    linkCount,
    source = null,
  }: { readonly parts: IntegrationParts; readonly linkCount: number; readonly source?: string | null },
): Promise<void> {
  const before = parseDefinition(row);
  const isSame = canonicalJson(before) === canonicalJson(definition) && row.enabled === enabled;
  if (isSame && row.archivedAt === null) return;
  refuseMoving(name, before, definition, linkCount);
  const isNewMapping = canonicalJson(mappingOf(before)) !== canonicalJson(mappingOf(definition));
  if (before.kind === 'sync' && definition.kind === 'sync') {
    await refuseAmbiguousEntries(transaction, {
      id: row.id,
      mappingVersion: row.mappingVersion,
      name,
      before,
      after: definition,
    });
  }
  const mappingVersion = row.mappingVersion + (isNewMapping ? 1 : 0);
  await row.update(
    { enabled, definition: toJson(definition), mappingVersion, archivedAt: null },
    { transaction: transaction.handle },
  );
  if (definition.kind !== 'sync') return;
  if (isNewMapping) {
    await insertMappingVersion(transaction, row.id, mappingVersion, definition, { by: parts.actor, source });
  }
  await start(transaction, { id: row.id, enabled, definition, isOnboarded: row.onboardedAt !== null }, parts);
}

/** Lets it run: polls at once, and onboarding too where the file says so (I19). */
async function start(
  transaction: Transaction,
  integration: {
    readonly id: string;
    readonly enabled: boolean;
    readonly definition: SyncDefinition;
    readonly isOnboarded: boolean;
  },
  parts: IntegrationParts,
): Promise<void> {
  await transaction.query('update integrations set next_run_at = syncline_now() where id = $1', [integration.id]);
  if (!integration.enabled || integration.isOnboarded || integration.definition.start !== 'auto') return;
  await parts.requestOnboarding(transaction, integration.id);
}

/** Links name items of two places; with another project or table behind the same name they would be about other items. */
function refuseMoving(name: string, before: Definition, after: Definition, linkCount: number): void {
  if (linkCount === 0 || canonicalJson(placesOf(before)) === canonicalJson(placesOf(after))) return;
  throw new ConfigurationError(
    `integration ${name}: ${linkCount} items are linked between its present project and table, so those cannot change; ` +
      'give the new ones an integration of their own, or take this one out and apply with --prune first',
  );
}

function placesOf(definition: Definition) {
  if (definition.kind !== 'sync') return null;
  const { left, right } = definition;
  return [left, right].map(({ connection, container }) => [connection, container]);
}

function mappingOf(definition: Definition) {
  if (definition.kind !== 'sync') return null;
  return Object.fromEntries(MAPPING_PARTS.map((part) => [part, definition[part]]));
}

/** `definition` with the mapping of an older version of it; how it runs stays as it is. */
export function withMappingOf(definition: SyncDefinition, older: SyncDefinition): SyncDefinition {
  const { items, users, comments, match, initial, conflicts } = older satisfies Record<
    (typeof MAPPING_PARTS)[number],
    unknown
  >;
  return { ...definition, items, users, comments, match, initial, conflicts };
}

function toJson(definition: Definition): JsonValue {
  return definition as unknown as JsonValue;
}
