import { type Conflict, holdFields } from '../conflicts/index.js';
import type { Item } from '../connectors/sdk/index.js';
import { appendHistory, chainLines } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import { endLink, findLinkedComments, ITEM_FIELD, type Link, setHistoryEnd } from '../links/index.js';
import { type CompiledRule, describeValue, opposite, type Side, sameValue } from '../mappings/index.js';
import { assertClaims, type Transaction } from '../storage/index.js';
import { closeItem, removeItem } from '../writes/index.js';
import { removeChanges } from './change-repository.js';
import type { Vanished } from './decision.js';
import { findFormerMappings, knownRule } from './former-mapping.js';
import { recordSeen } from './ledger.js';
import { readItems } from './read-items.js';

/**
 * Acts on an absence that was looked at twice (I5), by the integration's `deletes`. What was edited on the other side since
 * both last agreed is not thrown after the lost item: it is held, and a person says which of the two stands.
 */
export async function believeAbsence(
  job: SyncJob,
  decision: Vanished,
  answer: Conflict | null,
  signal: AbortSignal,
): Promise<void> {
  const { linked, side } = decision;
  const partnerSide = opposite(side);
  const { items } = await readItems(job, partnerSide, [linked.link[partnerSide].id], signal);
  const partner = items.get(linked.link[partnerSide].id) ?? null;
  if (partner === null) return end(job, decision, 'both items are gone');
  if (answer !== null) return settleAnswer(job, decision, partner, answer, signal);
  const rule = knownRule(job, await findFormerMappings(job, [linked.link]), linked.link);
  const edits = await editsSince(job, linked.link, rule, partnerSide, partner);
  if (edits.length > 0) return hold(job, decision, partner, edits);
  if (job.integration.definition.deletes === 'keep') return keep(job, decision, partner);
  return followDelete(job, decision, partner, signal);
}

/** The item that is gone in people's words. */
export function goneName(job: SyncJob, { linked, side }: Vanished): string {
  return `${linked.link[side].key} in ${job.sides[side].connection.name}`;
}

/** Does to the partner what `deletes` says, then ends the link. */
async function followDelete(job: SyncJob, decision: Vanished, partner: Item, signal: AbortSignal): Promise<void> {
  const { link, claim } = decision.linked;
  const side = opposite(decision.side);
  const { deletes } = job.integration.definition;
  const rule = knownRule(job, await findFormerMappings(job, [link]), link);
  let refusal: string | null = null;
  if (deletes === 'delete') refusal = await removeItem(job, { claim, linkId: link.id, side, item: partner }, signal);
  else if (deletes === 'close' && rule !== null) {
    refusal = await closeItem(job, { claim, linkId: link.id, rule, side, item: partner }, signal);
  }
  if (refusal !== null) return keep(job, decision, partner, refusal);
  return end(job, decision, `${goneName(job, decision)} is gone`);
}

/** What a person decided: the side that is gone stands for the deletion, any other answer for the item that is left. */
function settleAnswer(
  job: SyncJob,
  decision: Vanished,
  partner: Item,
  { answer }: Conflict,
  signal: AbortSignal,
): Promise<void> {
  const accepts = answer !== null && 'take' in answer && answer.take === decision.side;
  if (accepts) return followDelete(job, decision, partner, signal);
  return end(job, decision, `${partner.key} stays alone, by the answer to the conflict`);
}

/** What people did to the partner since both sides last agreed, in words. */
async function editsSince(
  job: SyncJob,
  link: Link,
  rule: CompiledRule | null,
  side: Side,
  partner: Item,
): Promise<readonly string[]> {
  const fields = (rule?.fields ?? []).flatMap((field) => {
    const descriptor = field[side];
    const base = link.bases[field.id];
    if (descriptor === null || base === undefined) return [];
    const value = partner.fields[descriptor.id] ?? null;
    if (sameValue(descriptor.kind, value, base[side])) return [];
    return [`${descriptor.name} is now ${describeValue(descriptor.kind, value)}`];
  });
  const known = await job.database.transaction('find linked comments', (transaction) =>
    findLinkedComments(transaction, [link.id]),
  );
  const written = (partner.comments ?? []).filter(
    (comment) =>
      !(comment.byUs && comment.mark !== null && job.marks.isOurs(comment.mark)) &&
      !known.some(({ originId, copyId }) => originId === comment.id || copyId === comment.id),
  );
  return [...fields, ...(written.length === 0 ? [] : [`${written.length} new comments`])];
}

async function hold(job: SyncJob, decision: Vanished, partner: Item, edits: readonly string[]): Promise<void> {
  const { linked, side } = decision;
  const partnerSide = opposite(side);
  const message =
    `${goneName(job, decision)} is gone, and ${partner.key} was edited since: ${edits.join('; ')}. ` +
    `Take ${side} to let the deletion stand, ${partnerSide} to keep ${partner.key} by itself`;
  await job.database.transaction('hold absence', async (transaction) => {
    await assertClaims(transaction, job.workerId, [linked.claim]);
    await holdFields(transaction, [
      {
        integrationId: job.integration.id,
        linkId: linked.link.id,
        field: ITEM_FIELD,
        reason: 'deleted',
        message,
        base: null,
        left: partnerSide === 'left' ? edits.join('\n') : null,
        right: partnerSide === 'right' ? edits.join('\n') : null,
      },
    ]);
    const isNews = !linked.link.held.includes(ITEM_FIELD);
    const hash = isNews ? await tell(transaction, job, decision, 'held', message) : linked.link.historyHash;
    await transaction.query(
      `update links set held = array(select distinct unnest(held || $2::text[])), problem = $3, history_hash = $4, vanished = $5,
              version = version + 1
        where id = $1 and ended_at is null`,
      [linked.link.id, [ITEM_FIELD], `${goneName(job, decision)} is gone`, hash, side],
    );
    await settleChanges(transaction, job, decision, partner);
  });
}

async function keep(job: SyncJob, decision: Vanished, partner: Item, refusal: string | null = null): Promise<void> {
  const { linked } = decision;
  const why = refusal ?? 'the other side is kept';
  await job.database.transaction('keep partner', async (transaction) => {
    await assertClaims(transaction, job.workerId, [linked.claim]);
    await transaction.query(
      'update links set problem = $2, vanished = $3, version = version + 1 where id = $1 and ended_at is null',
      [
        linked.link.id,
        `${goneName(job, decision)} is out of sight: deleted, moved away or hidden from this account; ${why}`,
        decision.side,
      ],
    );
    await settleChanges(transaction, job, decision, partner);
  });
}

/**
 * What was found is dealt with, and the partner as it is now is seen: polls look back, and would find it anew each time. Its
 * edits are not forgotten by that, for a link with a problem is merged as soon as both its items are there.
 */
async function settleChanges(
  transaction: Transaction,
  job: SyncJob,
  { linked, side }: Vanished,
  partner: Item,
): Promise<void> {
  await recordSeen(transaction, job.integration.id, [
    { side: opposite(side), itemId: partner.id, version: partner.version, hash: null, open: false },
  ]);
  await removeChanges(transaction, linked.changes);
}

async function end(job: SyncJob, decision: Vanished, message: string): Promise<void> {
  const { linked } = decision;
  await job.database.transaction('believe absence', async (transaction) => {
    await assertClaims(transaction, job.workerId, [linked.claim]);
    const hash = await tell(transaction, job, decision, 'ended', message);
    await setHistoryEnd(transaction, linked.link.id, hash);
    await endLink(transaction, linked.link.id, 'gone');
    await removeChanges(transaction, linked.changes);
  });
}

/** Adds a line to the link's history. @returns the new end of its chain. */
async function tell(
  transaction: Transaction,
  job: SyncJob,
  { linked, side }: Vanished,
  kind: 'ended' | 'held',
  message: string,
): Promise<string | null> {
  const lines = chainLines(linked.link.historyHash, [
    {
      integrationId: job.integration.id,
      linkId: linked.link.id,
      runId: job.runId,
      writeId: null,
      kind,
      side,
      field: null,
      before: null,
      after: null,
      message,
      cause: `deletes: ${job.integration.definition.deletes}`,
    },
  ]);
  await appendHistory(transaction, lines);
  return lines.at(-1)?.hash ?? null;
}
