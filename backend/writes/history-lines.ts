import type { Conflict } from '../conflicts/index.js';
import type { HistoryLine } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import type { Link } from '../links/index.js';
import { type CompiledRule, describeValue, opposite, type Side, sameValue } from '../mappings/index.js';
import type { Pair } from './prepare-link.js';
import type { Write } from './write.js';

/** Says that an edit of a side lost by policy or direction. */
export function overwriteLine(
  job: SyncJob,
  link: Pick<Link, 'id'>,
  rule: CompiledRule,
  field: string,
  overwrites: { readonly side: Side; readonly value: HistoryLine['before'] },
  by = 'by policy',
): HistoryLine {
  const compiled = rule.fields.find((candidate) => candidate.id === field);
  const kind = compiled?.[overwrites.side]?.kind ?? 'text';
  return {
    ...line(job, link, rule, field, {
      kind: 'overwritten',
      message: `${by}; it was: ${describeValue(kind, overwrites.value)}`,
    }),
    side: overwrites.side,
    before: overwrites.value,
  };
}

/** A line about one field of a link, filled in further by the caller. */
export function line(
  job: SyncJob,
  link: Pick<Link, 'id'>,
  rule: CompiledRule,
  field: string | null,
  what: Pick<HistoryLine, 'kind' | 'message'>,
): HistoryLine {
  return {
    integrationId: job.integration.id,
    linkId: link.id,
    runId: job.runId,
    writeId: null,
    side: null,
    field,
    before: null,
    after: null,
    cause: field === null ? `items[${rule.index}]` : `items[${rule.index}] ${field}`,
    ...what,
  };
}

/** Says what a person has decided. */
export function resolvedLine(job: SyncJob, link: Pick<Link, 'id'>, conflict: Conflict): HistoryLine {
  const { answer } = conflict;
  return {
    integrationId: job.integration.id,
    linkId: link.id,
    runId: job.runId,
    writeId: null,
    kind: 'resolved',
    side: null,
    field: conflict.field,
    before: null,
    after: null,
    message: answer !== null && 'take' in answer ? `took ${answer.take}` : 'took a value given by hand',
    cause: `answer to conflict ${conflict.id}`,
  };
}

/** The first line of a link: how its two items came to be the same thing. */
export function openingLine(job: SyncJob, { link, rule, items, unsettled }: Pair): HistoryLine {
  const create = unsettled.find((write) => write.kind === 'create');
  if (create === undefined) {
    const message = `${items.left.key} and ${items.right.key} were found to be the same`;
    return line(job, link, rule, null, { kind: 'linked', message });
  }
  const [source, made] = create.side === 'right' ? [items.left, items.right] : [items.right, items.left];
  return {
    ...line(job, link, rule, null, { kind: 'created', message: `${source.key} became ${made.key}` }),
    side: create.side,
    writeId: create.id,
    after: made.fields,
  };
}

/** Names a comment that is on `side` twice (P1): not every tool lets an entry be deleted, so a person decides. */
export function doubledCommentLine(job: SyncJob, { link, rule, items }: Pair, side: Side): HistoryLine {
  const message = `a comment of ${items[opposite(side)].key} is on ${items[side].key} twice: a request that was given up has landed after all; delete one of them by hand`;
  return { ...line(job, link, rule, null, { kind: 'doubled', message }), side };
}

/**
 * What the answer to an interrupted update would have left in history: people must see what was written and what it covered,
 * whoever crashed in between (P3). Where a third value stands, nobody knows whether the write came first: what it was to cover is
 * gone in any case, and is named.
 */
export function interruptedLines(
  job: SyncJob,
  { link, rule, items }: Pair,
  write: Write,
  found: readonly string[],
): readonly HistoryLine[] {
  if (write.kind !== 'update') return [];
  return write.body.fields.flatMap(({ field, target, before, overwrites }) => {
    const after = items[write.side].fields[target] ?? null;
    const covered = { side: write.side, value: before };
    if (!found.includes(field)) {
      const kind = rule.fields.find(({ id }) => id === field)?.[write.side]?.kind ?? 'text';
      if (overwrites !== true || sameValue(kind, before, after)) return [];
      return [overwriteLine(job, link, rule, field, covered, 'by policy or by the edit that followed')];
    }
    return [
      ...(overwrites === true ? [overwriteLine(job, link, rule, field, covered)] : []),
      {
        ...line(job, link, rule, field, { kind: 'updated' as const, message: null }),
        runId: write.runId,
        side: write.side,
        writeId: write.id,
        before,
        after,
      },
    ];
  });
}
