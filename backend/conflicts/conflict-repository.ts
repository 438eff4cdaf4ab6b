import type { FieldValue } from '../connectors/sdk/index.js';
import type { Base, HeldReason } from '../mappings/index.js';
import { StaleError } from '../shared/index.js';
import type { PageOf, Row, Transaction } from '../storage/index.js';
import { type Conflict, type ConflictAnswer, conflictAnswer } from './conflict.js';

const COLUMNS =
  'id, integration_id, link_id, field, reason, message, base, left_value, right_value, version, state, answer, opened_at';

function fromRow(row: Row): Conflict {
  return {
    id: String(row.id),
    integrationId: String(row.integration_id),
    linkId: String(row.link_id),
    field: String(row.field),
    reason: row.reason as HeldReason,
    message: String(row.message),
    base: row.base as Base | null,
    left: row.left_value as FieldValue,
    right: row.right_value as FieldValue,
    version: Number(row.version),
    state: row.state as Conflict['state'],
    answer: row.answer === null ? null : conflictAnswer.parse(row.answer),
    openedAt: row.opened_at as Date,
  };
}

/** A field to be held, as the merge or the tool's answer left it. */
export type HeldField = Pick<
  Conflict,
  'integrationId' | 'linkId' | 'field' | 'reason' | 'message' | 'base' | 'left' | 'right'
>;

/** Opens conflicts; one that is open already is refreshed, and its version grows only if something about it moved (I11). */
export async function holdFields(transaction: Transaction, fields: readonly HeldField[]): Promise<void> {
  if (fields.length === 0) return;
  await transaction.query(
    `insert into conflicts as c (integration_id, link_id, field, reason, message, base, left_value, right_value, state)
     select integration_id, link_id, field, reason, message, base, left_value, right_value, 'open'
       from jsonb_to_recordset($1::jsonb) as d (integration_id uuid, link_id uuid, field text, reason text, message text,
            base jsonb, left_value jsonb, right_value jsonb)
     on conflict (link_id, field) where state <> 'closed' do update
        set reason = excluded.reason, message = excluded.message, base = excluded.base,
            left_value = excluded.left_value, right_value = excluded.right_value,
            version = c.version + 1, state = 'open', answer = null, changed_at = syncline_now()
      where (c.reason, c.left_value, c.right_value) is distinct from (excluded.reason, excluded.left_value, excluded.right_value)
         or c.state = 'answered'`,
    [
      JSON.stringify(
        fields.map((field) => ({
          integration_id: field.integrationId,
          link_id: field.linkId,
          field: field.field,
          reason: field.reason,
          message: field.message,
          base: field.base,
          left_value: field.left,
          right_value: field.right,
        })),
      ),
    ],
  );
}

/** Closes conflicts whose fields are in step again. */
export async function closeConflicts(
  transaction: Transaction,
  fields: readonly { readonly linkId: string; readonly field: string }[],
): Promise<void> {
  if (fields.length === 0) return;
  await transaction.query(
    `update conflicts c set state = 'closed', closed_at = syncline_now(), changed_at = syncline_now()
       from unnest($1::uuid[], $2::text[]) as d (link_id, field)
      where c.link_id = d.link_id and c.field = d.field and c.state <> 'closed'`,
    [fields.map((field) => field.linkId), fields.map((field) => field.field)],
  );
}

/** What waits on these links. */
export async function findConflicts(
  transaction: Transaction,
  linkIds: readonly string[],
): Promise<readonly Conflict[]> {
  if (linkIds.length === 0) return [];
  const rows = await transaction.query(
    `select ${COLUMNS} from conflicts where link_id = any($1::uuid[]) and state <> 'closed' order by id`,
    [linkIds],
  );
  return rows.map(fromRow);
}

/** The inbox, oldest first; of one integration or of all. */
export async function listConflicts(
  transaction: Transaction,
  integrationId: string | null,
): Promise<readonly Conflict[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from conflicts where state <> 'closed' and ($1::uuid is null or integration_id = $1) order by id`,
    [integrationId],
  );
  return rows.map(fromRow);
}

/** A page of conflicts, oldest first: those of that state, or the inbox when none is named. */
export async function pageConflicts(
  transaction: Transaction,
  filter: {
    readonly integrationId?: string | undefined;
    readonly linkId?: string | undefined;
    readonly state?: Conflict['state'] | undefined;
  },
  { after, limit }: PageOf<string>,
): Promise<readonly Conflict[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from conflicts
      where ($1::uuid is null or integration_id = $1) and case when $2::text is null then state <> 'closed' else state = $2 end
        and ($3::bigint is null or id > $3) and ($5::uuid is null or link_id = $5)
      order by id limit $4`,
    [filter.integrationId ?? null, filter.state ?? null, after, limit, filter.linkId ?? null],
  );
  return rows.map(fromRow);
}

/** The conflict with that number, also a closed one; null when there is none. */
export async function getConflict(transaction: Transaction, id: string): Promise<Conflict | null> {
  const rows = await transaction.query(`select ${COLUMNS} from conflicts where id = $1`, [id]);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** Stores a person's answer; the next run acts on it. @throws StaleError when the conflict moved since it was shown. */
export async function answerConflict(
  transaction: Transaction,
  conflict: Pick<Conflict, 'id' | 'version'>,
  answer: ConflictAnswer,
): Promise<void> {
  const rows = await transaction.query(
    `update conflicts set state = 'answered', answer = $3::jsonb, changed_at = syncline_now()
      where id = $1 and version = $2 and state <> 'closed' returning id`,
    [conflict.id, conflict.version, JSON.stringify(answer)],
  );
  if (rows.length === 0) throw new StaleError(`conflict ${conflict.id} has changed since; look at it again`);
}
