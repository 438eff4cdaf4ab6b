import type { HistoryLine } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import type { Link } from '../links/index.js';
import { type CompiledRule, describeValue, opposite, type Side } from '../mappings/index.js';
import type { Pair } from './prepare-link.js';
import type { Write } from './write.js';

/** Says that an edit of a side lost by policy or direction. */
export function overwriteLine(
  job: SyncJob,
  link: Pick<Link, 'id'>,
  rule: CompiledRule,
  field: string,
  overwrites: { readonly side: Side; readonly value: HistoryLine['before'] },
): HistoryLine {
  const compiled = rule.fields.find((candidate) => candidate.id === field);
  const kind = compiled?.[overwrites.side]?.kind ?? 'text';
  return {
    ...line(job, link, rule, field, {
      kind: 'overwritten',
      message: `by policy; it was: ${describeValue(kind, overwrites.value)}`,
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
 * whoever crashed in between (P3).
 */
export function interruptedLines(
  job: SyncJob,
  { link, rule, items }: Pair,
  write: Write,
  found: readonly string[],
): readonly HistoryLine[] {
  if (write.kind !== 'update') return [];
  const written = write.body.fields.filter(({ field }) => found.includes(field));
  return written.flatMap(({ field, target, before, overwrites }) => [
    ...(overwrites === true ? [overwriteLine(job, link, rule, field, { side: write.side, value: before })] : []),
    {
      ...line(job, link, rule, field, { kind: 'updated' as const, message: null }),
      runId: write.runId,
      side: write.side,
      writeId: write.id,
      before,
      after: items[write.side].fields[target] ?? null,
    },
  ]);
}
