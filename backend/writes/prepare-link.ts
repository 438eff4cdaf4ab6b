import type { Conflict } from '../conflicts/index.js';
import type { Item } from '../connectors/sdk/index.js';
import { chainLines, type Flip, type HistoryLine } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import { ITEM_FIELD, type Link, type LinkedComment } from '../links/index.js';
import {
  type Base,
  type CompiledRule,
  type FieldOutcome,
  type HeldReason,
  mergeItem,
  SIDES,
  type Side,
} from '../mappings/index.js';
import type { Claim } from '../storage/index.js';
import { applyAnswers, isStillShown } from './apply-answers.js';
import { buildUpdate, writtenFields } from './build-update.js';
import type { Change } from './change-ref.js';
import { copiesOfOthers } from './copies-of-others.js';
import { HeldFields } from './held-fields.js';
import { doubledCommentLine, line, openingLine, overwriteLine } from './history-lines.js';
import { lateLandings } from './late-landings.js';
import type { LinkWork } from './link-work.js';
import { planComments } from './plan-comments.js';
import { type FoundHeld, hasBeenAwaited, settleInterrupted } from './settle-interrupted.js';
import { willAgree } from './will-agree.js';
import type { Write } from './write.js';
import type { NewWrite } from './write-repository.js';

/** A pair as it was found. */
export interface Pair {
  readonly link: Link;
  readonly isNew: boolean;
  readonly claim: Claim;
  readonly changes: readonly Change[];
  readonly rule: CompiledRule;
  readonly items: Readonly<Record<Side, Item>>;
  readonly unsettled: readonly Write[];
  /** Updates that were given up, and may land all the same. */
  readonly givenUp: readonly Write[];
  /** Its fields that go back and forth. */
  readonly flips: readonly Flip[];
  readonly conflicts: readonly Conflict[];
  readonly linkedComments: readonly LinkedComment[];
}

/** A pair that must wait: an interrupted write may still land, and what it would land on must not be written meanwhile. */
export interface Waiting {
  readonly kind: 'waiting';
  readonly pair: Pair;
  /** To be looked for again after the settling time. */
  readonly lookedFor: readonly string[];
  /** Null until the first look has set it. */
  readonly delayMs: number | null;
}

/** Merges a pair with fresh eyes and decides every write that follows; changes nothing anywhere. */
export async function prepareLink(job: SyncJob, pair: Pair, signal: AbortSignal): Promise<LinkWork | Waiting> {
  const { link, rule, items } = pair;
  const interrupted = await settleInterrupted(
    job,
    pair,
    pair.unsettled.filter((write) => write.kind !== 'comment'),
    signal,
  );
  const bases = { ...link.bases, ...interrupted.bases };
  const comments = planComments(
    job,
    link,
    pair,
    pair.linkedComments,
    pair.unsettled.filter((write) => write.kind === 'comment'),
    await copiesOfOthers(job, [items.left, items.right], pair.linkedComments),
  );
  const mustWait = [...interrupted.mustWait, ...comments.notFound.filter((write) => !hasBeenAwaited(write))];
  if (mustWait.length > 0) {
    const due = mustWait.map((write) => write.lookDueInMs).filter((delayMs) => delayMs !== null);
    return {
      kind: 'waiting',
      pair,
      lookedFor: mustWait.map((write) => write.id),
      delayMs: due.length === mustWait.length ? Math.max(...due) : null,
    };
  }
  const settled = [...interrupted.settled, ...comments.found.map((id) => ({ id, state: 'done' as const }))];
  if (interrupted.settled.length > 0 && !pair.isNew) {
    const { held, lines } = interrupted;
    return settlement(job, pair, { bases, outcomes: {}, answered: new Set(), settled, comments, held, lines }, signal);
  }
  const held = [...interrupted.held, ...(await lateLandings(job, pair, bases, signal))];
  const waiting = [...link.held, ...held.map(({ field }) => field)];

  const answers = await applyAnswers(job, pair, bases, signal);
  const outcomes: Record<string, FieldOutcome> = {
    ...(await mergeItem(
      {
        mapping: job.mapping,
        rule,
        bases,
        left: items.left,
        right: items.right,
        held: new Set(waiting.filter((field) => !answers.answered.has(field) && !isWorthAnotherTry(job, pair, field))),
        ports: job.ports,
      },
      signal,
    )),
    ...answers.outcomes,
  };
  const { answered } = answers;
  const doubled = comments.doubled.map(({ origin }) => doubledCommentLine(job, pair, origin));
  const lines = [...interrupted.lines, ...answers.lines, ...doubled];
  return decide(job, pair, { bases, outcomes, answered, settled, comments, held, lines }, signal);
}

/** Reasons that are gone when the value that was not taken, or the mapping, has changed since: nobody needs to say so. */
const MENDED_BY_EDITS: ReadonlySet<HeldReason> = new Set([
  'refused',
  'altered',
  'rejected',
  'unmappable',
  'expression',
]);

function isWorthAnotherTry(job: SyncJob, pair: Pair, field: string): boolean {
  const conflict = pair.conflicts.find((candidate) => candidate.field === field);
  const compiled = pair.rule.fields.find(({ id }) => id === field);
  if (conflict === undefined || compiled === undefined || !MENDED_BY_EDITS.has(conflict.reason)) return false;
  return pair.link.mappingVersion !== job.integration.mappingVersion || !isStillShown(conflict, compiled, pair);
}

/**
 * Where a tool, or somebody between its answer and our look, made something else of our value, the base is two values that
 * differ. A change is carried over that, and the difference goes on waiting for a person until nothing is left of it (I7, I11).
 */
async function staysAltered(
  job: SyncJob,
  pair: Pair,
  field: string,
  outcome: Extract<FieldOutcome, { kind: 'carry' }>,
  signal: AbortSignal,
): Promise<boolean> {
  const isAltered = pair.conflicts.some((conflict) => conflict.field === field && conflict.reason === 'altered');
  const compiled = pair.rule.fields.find(({ id }) => id === field);
  return isAltered && compiled !== undefined && !(await willAgree(job, pair, compiled, outcome, signal));
}

/**
 * What a look has found of interrupted writes is stored by itself, before anything new is intended: what it says of bases and of
 * covered edits is known nowhere else, and would be lost with a worker that dies over the next write. The pair is looked at again.
 */
async function settlement(job: SyncJob, pair: Pair, found: Merged, signal: AbortSignal): Promise<LinkWork> {
  const work = await decide(job, pair, { ...found, comments: { ...found.comments, writes: [] } }, signal);
  return { ...work, released: [], isSettlement: true };
}

const FLIPPING =
  'its two values have taken turns three times within an hour: something on each side sets its own again; change one of these rules, or map the field one way, then resolve it';

interface Merged {
  readonly bases: Record<string, Base>;
  readonly outcomes: Readonly<Record<string, FieldOutcome>>;
  /** Fields whose outcome a person has said. */
  readonly answered: ReadonlySet<string>;
  readonly settled: LinkWork['settled'];
  readonly comments: ReturnType<typeof planComments>;
  readonly held: readonly FoundHeld[];
  readonly lines: readonly HistoryLine[];
}

async function decide(job: SyncJob, pair: Pair, merged: Merged, signal: AbortSignal): Promise<LinkWork> {
  const { link, rule, items } = pair;
  const bases = { ...merged.bases };
  const lines: HistoryLine[] = [...merged.lines];
  const held = new HeldFields(pair, bases);
  const outcomes: Record<string, FieldOutcome> = { ...merged.outcomes };
  const hold = (field: string, reason: HeldReason, message: string, covered: FoundHeld['covered'] = null) => {
    held.hold(field, reason, message, covered);
    if (!link.held.includes(field))
      lines.push(line(job, link, rule, field, { kind: 'held', message: `${reason}: ${message}` }));
  };
  for (const { field, reason, message, covered } of merged.held) {
    if (reason === 'overwritten' || merged.outcomes[field]?.kind !== 'agreed') hold(field, reason, message, covered);
  }
  // what waited because one of the two was gone waits no longer: both are here
  const released: string[] = link.held.filter((field) => field === ITEM_FIELD);
  for (const [field, outcome] of Object.entries(merged.outcomes)) {
    const isAnswered = merged.answered.has(field);
    if (outcome.kind === 'agreed') {
      // the base stays until it is resolved (I11): it tells which side was covered
      if (held.isCovered(field) && !isAnswered && bases[field] !== undefined) {
        held.refresh(field);
        continue;
      }
      bases[field] = outcome.base;
      if (link.held.includes(field)) released.push(field);
    } else if (outcome.kind === 'carry' && !isAnswered && pair.flips.some((flip) => flip.field === field)) {
      hold(field, 'conflict', FLIPPING);
      outcomes[field] = { kind: 'held', reason: 'conflict', message: FLIPPING };
    } else if (outcome.kind === 'carry') {
      if (!isAnswered && (await staysAltered(job, pair, field, outcome, signal))) held.refresh(field);
      else if (link.held.includes(field)) released.push(field);
      if (outcome.overwrites !== null) lines.push(overwriteLine(job, link, rule, field, outcome.overwrites));
    } else if (outcome.kind === 'held') {
      hold(field, outcome.reason, outcome.message);
    } else if (link.held.includes(field)) {
      held.refresh(field);
    }
  }
  const opening = pair.isNew ? chainLines(null, [openingLine(job, pair)]) : [];
  const writes: NewWrite[] = [];
  for (const side of SIDES) {
    // nothing is ever written through a read-only connection; the base stays, so once that is lifted a look carries what has gathered
    if (isReadOnly(job, side)) continue;
    const built = await buildUpdate(job, side, pair, writtenFields(side, pair, outcomes), signal);
    for (const refusal of built.refused) hold(refusal.field, 'rejected', refusal.message);
    if (built.steps.length === 0) continue;
    const id = job.random.uuid();
    writes.push({
      id,
      integrationId: job.integration.id,
      runId: job.runId,
      linkId: link.id,
      kind: 'update',
      side,
      idempotencyKey: id,
      sourceId: null,
      sourceKey: items[side === 'left' ? 'right' : 'left'].key,
      targetId: items[side].id,
      body: {
        fields: built.fields,
        steps: built.steps,
        read: { version: items[side].version, changeCount: items[side].changeCount },
        hint: null,
        comment: null,
      },
    });
  }
  return {
    kind: 'link',
    link: pair.isNew ? { ...link, bases, historyHash: opening.at(-1)?.hash ?? null } : link,
    isNew: pair.isNew,
    claim: pair.claim,
    changes: pair.changes,
    rule,
    items,
    bases,
    held: held.list(),
    released,
    writes: [...writes, ...merged.comments.writes.filter(({ side }) => !isReadOnly(job, side))],
    settled: merged.settled,
    knownComments: [...merged.comments.known, ...merged.comments.doubled],
    opening,
    lines,
    isSettlement: false,
  };
}

function isReadOnly(job: SyncJob, side: Side): boolean {
  return job.sides[side].connection.settings.readOnly;
}
