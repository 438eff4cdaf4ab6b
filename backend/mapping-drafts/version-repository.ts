import type { Actor } from '../audit/index.js';
import { type SyncDefinition, syncDefinition } from '../mappings/index.js';
import { UnknownNameError } from '../shared/index.js';
import type { PageOf, Row, Transaction } from '../storage/index.js';

/** A mapping as it was from one moment on. */
export interface MappingVersion {
  readonly version: number;
  readonly madeAt: Date;
  /** Null: nobody knows. */
  readonly madeBy: Actor | null;
  readonly definition: SyncDefinition;
  /** The text that somebody wrote; null where it was made otherwise. */
  readonly source: string | null;
}

const COLUMNS = 'version, definition, created_at, made_by_kind, made_by, source';

/** A page of versions, newest first. */
export async function pageVersions(
  transaction: Transaction,
  integrationId: string,
  { after, limit }: PageOf<string>,
): Promise<readonly MappingVersion[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from mapping_versions
      where integration_id = $1 and ($2::bigint is null or version < $2) order by version desc limit $3`,
    [integrationId, after, limit],
  );
  return rows.map(fromRow);
}

/** @throws UnknownNameError when the mapping has no such version. */
export async function getVersion(
  transaction: Transaction,
  integrationId: string,
  version: number,
): Promise<MappingVersion> {
  const rows = await transaction.query(
    `select ${COLUMNS} from mapping_versions where integration_id = $1 and version = $2`,
    [integrationId, version],
  );
  if (rows[0] === undefined) throw new UnknownNameError(`the mapping has no version ${version}`);
  return fromRow(rows[0]);
}

function fromRow(row: Row): MappingVersion {
  return {
    version: Number(row.version),
    madeAt: row.created_at as Date,
    madeBy: row.made_by === null ? null : { kind: row.made_by_kind as Actor['kind'], name: String(row.made_by) },
    definition: syncDefinition.parse(row.definition),
    source: row.source as string | null,
  };
}
