import type { Item } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import type { LinkedComment, LinkStatus } from '../links/index.js';
import {
  type CompiledField,
  type CompiledRule,
  describeValue,
  type FieldOutcome,
  mergeItem,
  opposite,
  SIDES,
} from '../mappings/index.js';
import { commentsToCarry, copiesOfOthers } from '../writes/index.js';
import type { Finding } from './finding.js';

/** Two linked items as they are now. */
export interface PresentPair {
  readonly link: LinkStatus;
  readonly rule: CompiledRule;
  readonly left: Item;
  readonly right: Item;
  readonly comments: readonly LinkedComment[];
  /** Found changed and not dealt with yet. */
  readonly isWaiting: boolean;
}

/**
 * What of two items is not as the mapping says. They are compared as if they met for the first time, without any base: what the
 * engine believes of the past plays no part.
 */
export async function comparePair(job: SyncJob, pair: PresentPair, signal: AbortSignal): Promise<readonly Finding[]> {
  const { link, rule, left, right } = pair;
  const outcomes = await mergeItem(
    { mapping: job.mapping, rule, bases: {}, left, right, held: new Set(), ports: job.ports },
    signal,
  );
  const keys = { left: left.key, right: right.key };
  const fields = rule.fields.flatMap((field): readonly Finding[] => {
    const outcome = outcomes[field.id];
    if (outcome === undefined || outcome.kind === 'agreed' || outcome.kind === 'unchanged') return [];
    const kind = link.held.includes(field.id) ? 'held' : pair.isWaiting ? 'waiting' : 'differs';
    return [{ ...keys, kind, field: field.id, message: difference(field, pair, outcome) }];
  });
  return [...fields, ...(await missingComments(job, pair))];
}

function difference(field: CompiledField, { left, right }: PresentPair, outcome: FieldOutcome): string {
  if (outcome.kind === 'held' && outcome.reason !== 'first-contact') return outcome.message;
  const [here, there] = SIDES.map((side) => {
    const descriptor = field[side];
    const item = side === 'left' ? left : right;
    return descriptor === null
      ? null
      : `${side} is ${describeValue(descriptor.kind, item.fields[descriptor.id] ?? null)}`;
  });
  if (here !== null && there !== null) return `${here}, ${there}`;
  const side = here === null ? 'right' : 'left';
  const wanted = outcome.kind === 'carry' ? outcome.writes[side]?.value : undefined;
  const descriptor = field[side];
  if (wanted === undefined || descriptor === null) return `${here ?? there}, and is computed otherwise`;
  return `${here ?? there}, and would be ${describeValue(descriptor.kind, wanted)}`;
}

async function missingComments(
  job: SyncJob,
  { rule, left, right, comments }: PresentPair,
): Promise<readonly Finding[]> {
  const others = await copiesOfOthers(job, [left, right], comments);
  return SIDES.flatMap((origin): readonly Finding[] => {
    const item = origin === 'left' ? left : right;
    const partner = origin === 'left' ? right : left;
    const copyOf = (id: string) =>
      comments.find((known) => known.origin === origin && known.originId === id)?.copyId ?? null;
    const isThere = (id: string) => {
      const copy = copyOf(id);
      return copy !== null && (partner.comments ?? []).some((comment) => comment.id === copy);
    };
    const isCopy = (id: string) => comments.some((known) => known.origin !== origin && known.copyId === id);
    const missing = commentsToCarry(job, rule, origin, item, others).filter(
      ({ comment: { id } }) => !isCopy(id) && !isThere(id),
    );
    if (missing.length === 0) return [];
    const message = `${missing.length} of its comments ${missing.length === 1 ? 'is' : 'are'} not on ${partner.key}`;
    return [
      {
        left: left.key,
        right: right.key,
        kind: 'comment-missing',
        side: opposite(origin),
        message: `${item.key}: ${message}`,
      },
    ];
  });
}
