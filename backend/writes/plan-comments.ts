import type { Comment, Item } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import type { Link, LinkedComment } from '../links/index.js';
import { type CompiledRule, opposite, SIDES, type Side, type SyncDefinition } from '../mappings/index.js';
import type { RuledPair } from './build-update.js';
import type { Write } from './write.js';
import type { NewWrite } from './write-repository.js';

/** What is to be done about the comments of a pair. */
export interface CommentPlan {
  readonly writes: readonly NewWrite[];
  /** Copies that exist: found by their marks, or learned at last from a tool that gave no id. */
  readonly known: readonly LinkedComment[];
  /** Interrupted comment writes that were found done. */
  readonly found: readonly string[];
  /** Interrupted comment writes that are not there (yet). */
  readonly notFound: readonly Write[];
  /** Second copies, to be remembered once they are named: a request that was given up has landed after both looks (B12). */
  readonly doubled: readonly LinkedComment[];
}

/**
 * Each comment that a person wrote goes to the other side once (I17: it carries its origin and never returns there). A copy is
 * known by its mark, so that neither a crash nor an answer without an id (B14) makes a second one.
 * @param others marks of comments that another integration has copied to these items
 */
export function planComments(
  job: SyncJob,
  link: Pick<Link, 'id' | 'left' | 'right'>,
  { rule, items }: RuledPair,
  linked: readonly LinkedComment[],
  unsettled: readonly Write[],
  others: ReadonlySet<string>,
): CommentPlan {
  const writes: NewWrite[] = [];
  const known: LinkedComment[] = [];
  const found: string[] = [];
  const notFound: Write[] = [];
  for (const origin of SIDES) {
    const target = opposite(origin);
    const copies = (items[target].comments ?? []).filter((copy) => copy.byUs);
    for (const comment of items[origin].comments ?? []) {
      if (isCopy(job, comment, origin, { linked, others })) continue;
      const channel = channelOn(job, commentsOf(job, rule), target, comment, origin);
      if (channel === null) continue;
      const mark = job.marks.of({
        site: job.sides[origin].site,
        itemId: items[origin].id,
        child: comment.id,
        target: job.sides[target],
      });
      const before = linked.find((candidate) => candidate.origin === origin && candidate.originId === comment.id);
      const copy = copies.find((candidate) => candidate.mark === mark);
      if (before !== undefined && (before.copyId !== null || copy === undefined)) continue;
      const interrupted = unsettled.find((write) => write.idempotencyKey === mark);
      if (copy !== undefined) {
        known.push({ linkId: link.id, origin, originId: comment.id, copyId: copy.id, mark });
        if (interrupted !== undefined) found.push(interrupted.id);
        continue;
      }
      if (interrupted !== undefined) notFound.push(interrupted);
      writes.push(commentWrite(job, link, target, items, comment, channel, mark));
    }
  }
  const doubled = SIDES.flatMap((side) => secondCopies(job, link, side, items[side], [...known, ...linked]));
  return { writes, known, found, notFound, doubled };
}

/**
 * Comments of ours that carry the mark of a copy that is another one. A remembered one is told by the comment that it is, and has no copy.
 * @param linked what was learned last comes first.
 */
function secondCopies(
  job: SyncJob,
  link: Pick<Link, 'id'>,
  side: Side,
  item: Item,
  linked: readonly LinkedComment[],
): readonly LinkedComment[] {
  return (item.comments ?? []).flatMap((comment) => {
    const { id, mark, byUs } = comment;
    if (!byUs || mark === null || !job.marks.isOurs(mark)) return [];
    const isRemembered = linked.some((known) => known.origin === side && known.originId === id);
    const copy = linked.find((known) => known.origin === opposite(side) && known.mark === mark)?.copyId ?? null;
    if (copy === null || copy === id || isRemembered) return [];
    return [{ linkId: link.id, origin: side, originId: id, copyId: null, mark: `${mark} again as ${id}` }];
  });
}

/** A comment that goes to the other side, and into which of its channels. */
export interface CarriedComment {
  readonly comment: Comment;
  readonly channel: string;
}

/** Those of an item's comments that will go to a partner which does not exist yet. */
export function commentsToCarry(
  job: SyncJob,
  rule: CompiledRule,
  origin: Side,
  item: Item,
  others: ReadonlySet<string>,
): readonly CarriedComment[] {
  return (item.comments ?? []).flatMap((comment) => {
    const isOurs = isCopy(job, comment, origin, { linked: [], others });
    const channel = isOurs ? null : channelOn(job, commentsOf(job, rule), opposite(origin), comment, origin);
    return channel === null ? [] : [{ comment, channel }];
  });
}

/** What an item rule says of comments; else what the integration says. */
function commentsOf(job: SyncJob, rule: CompiledRule): SyncDefinition['comments'] {
  return rule.rule.comments ?? job.integration.definition.comments;
}

/** A mark counts on what our own account wrote (I15); a rule or a person that repeats our words, mark and all, says something of its own. */
function isCopy(
  job: SyncJob,
  { id, byUs, mark }: Comment,
  side: Side,
  { linked, others }: { readonly linked: readonly LinkedComment[]; readonly others: ReadonlySet<string> },
): boolean {
  if (byUs && mark !== null && job.marks.isOurs(mark) && !others.has(mark)) return true;
  return linked.some((candidate) => candidate.origin !== side && candidate.copyId === id);
}

/** Where a comment goes on the other side; null when it stays at home. Internal never becomes public (design §5). */
function channelOn(
  job: SyncJob,
  rule: SyncDefinition['comments'],
  target: Side,
  comment: Comment,
  origin: Side,
): string | null {
  if (rule === 'none') return null;
  const isInternal = job.sides[origin].schema.commentChannels.find(
    (channel) => channel.id === comment.channel,
  )?.internal;
  if (isInternal === undefined) return null;
  const offered = job.sides[target].schema.commentChannels;
  if (rule === 'auto') {
    return offered.find((channel) => channel.internal === isInternal && (channel.kept || !isInternal))?.id ?? null;
  }
  const onRight = isInternal ? rule.internal : rule.public;
  if (onRight === null) return null;
  if (target === 'right') return onRight;
  // from the right: only the channel that the file names, into the left's channel of the same kind
  return comment.channel === onRight ? (offered.find((channel) => channel.internal === isInternal)?.id ?? null) : null;
}

function commentWrite(
  job: SyncJob,
  link: Pick<Link, 'id' | 'left' | 'right'>,
  side: Side,
  items: Readonly<Record<Side, Item>>,
  comment: Comment,
  channel: string,
  mark: string,
): NewWrite {
  const source = items[opposite(side)];
  return {
    id: job.random.uuid(),
    integrationId: job.integration.id,
    runId: job.runId,
    linkId: link.id,
    kind: 'comment',
    side,
    idempotencyKey: mark,
    sourceId: source.id,
    sourceKey: source.key,
    targetId: items[side].id,
    body: { fields: [], steps: [], hint: null, comment: { originId: comment.id, channel } },
  };
}
