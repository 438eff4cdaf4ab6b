import { type JsonValue, StaleError, UnknownNameError } from '../shared/index.js';
import type { PageOf, Row, Transaction } from '../storage/index.js';
import { type ChosenSetup, chosenSetup, type Setup } from './setup.js';

/** The place of a set-up in the order of time. */
export interface SetupPlace {
  /** Microseconds since 1970. */
  readonly createdAtUs: string;
  readonly id: string;
}

const COLUMNS = `id, chosen, proposal, integration, version, created_at, updated_at,
  (extract(epoch from created_at) * 1000000)::bigint::text as created_at_us`;

/** Keeps a new one. */
export async function insertSetup(transaction: Transaction, id: string, chosen: ChosenSetup): Promise<Setup> {
  const rows = await transaction.query(`insert into setups (id, chosen) values ($1, $2::json) returning ${COLUMNS}`, [
    id,
    JSON.stringify(chosen),
  ]);
  return fromRow(rows[0] ?? {});
}

/** A page of those that are not finished, newest first. */
export async function pageSetups(
  transaction: Transaction,
  { after, limit }: PageOf<SetupPlace>,
): Promise<readonly { readonly setup: Setup; readonly place: SetupPlace }[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from setups
      where $1::bigint is null or (created_at, id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid)
      order by created_at desc, id desc limit $3`,
    [after?.createdAtUs ?? null, after?.id ?? null, limit],
  );
  return rows.map((row) => ({
    setup: fromRow(row),
    place: { createdAtUs: String(row.created_at_us), id: String(row.id) },
  }));
}

/** @throws UnknownNameError when there is none. */
export async function getSetup(transaction: Transaction, id: string): Promise<Setup> {
  const rows = await transaction.query(`select ${COLUMNS} from setups where id = $1`, [id]);
  if (rows[0] === undefined) throw noSetup(id);
  return fromRow(rows[0]);
}

/** What is changed of one; what is absent stays. */
export interface SetupChange {
  readonly chosen: ChosenSetup;
  readonly proposal?: JsonValue;
  readonly integration?: string;
}

/**
 * Changes the one that the person has seen.
 * @throws StaleError when somebody has changed it since. @throws UnknownNameError when there is none.
 */
export async function changeSetup(
  transaction: Transaction,
  { id, version }: Pick<Setup, 'id' | 'version'>,
  { chosen, proposal, integration }: SetupChange,
): Promise<Setup> {
  const rows = await transaction.query(
    `update setups set chosen = $3::json, proposal = coalesce($4::json, proposal), integration = coalesce($5, integration),
            version = version + 1, updated_at = syncline_now()
      where id = $1 and version = $2 returning ${COLUMNS}`,
    [
      id,
      version,
      JSON.stringify(chosen),
      proposal === undefined ? null : JSON.stringify(proposal),
      integration ?? null,
    ],
  );
  if (rows[0] !== undefined) return fromRow(rows[0]);
  await getSetup(transaction, id);
  throw new StaleError('this set-up was changed elsewhere meanwhile; look at it as it is now');
}

/** @throws UnknownNameError when there is none. */
export async function discardSetup(transaction: Transaction, id: string): Promise<void> {
  const rows = await transaction.query('delete from setups where id = $1 returning id', [id]);
  if (rows.length === 0) throw noSetup(id);
}

function noSetup(id: string): UnknownNameError {
  return new UnknownNameError(`there is no set-up ${id}; it was finished or discarded`);
}

function fromRow(row: Row): Setup {
  return {
    ...chosenSetup.parse(row.chosen),
    id: String(row.id),
    proposal: (row.proposal ?? null) as JsonValue,
    integration: row.integration === null ? null : String(row.integration),
    version: Number(row.version),
    createdAt: row.created_at as Date,
    updatedAt: row.updated_at as Date,
  };
}
