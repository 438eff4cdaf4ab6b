import type { HeldField } from '../conflicts/index.js';
import type { FieldValue, Item, OverwrittenEdit } from '../connectors/sdk/index.js';
import { chainLines, type HistoryLine } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import type { Link, LinkedComment } from '../links/index.js';
import {
  afterWrite,
  type CompiledField,
  describeValue,
  mappedHash,
  opposite,
  SIDES,
  type Side,
  sameValue,
} from '../mappings/index.js';
import { valueOn } from './build-update.js';
import type { Closing } from './closing.js';
import { line } from './history-lines.js';
import type { LinkWork } from './link-work.js';
import { alteredMessage, overwrittenMessage } from './messages.js';
import type { PerformedComment, PerformedUpdate } from './perform.js';
import { baseOf } from './recover-bases.js';

/** What the tools said to the writes of one link. */
export interface Performed {
  readonly updates: readonly PerformedUpdate[];
  readonly comments: readonly PerformedComment[];
  readonly overwritten: readonly (OverwrittenEdit & { readonly side: Side })[];
}

/** Works out what a link is after its writes: bases from the answers (I7), held fields, history, what was seen. Pure. */
export function closeLink(job: SyncJob, work: LinkWork, performed: Performed): Closing {
  const bases = { ...work.bases };
  const held = new Map<string, LinkWork['held'][number]>(work.held.map((field) => [field.field, field]));
  // an answer whose write did not come through is acted on again
  const undone = performed.updates.filter(({ state, answer }) => state !== 'done' || answer === null);
  const unwritten = new Set(undone.flatMap(({ write }) => write.body.fields.map(({ field }) => field)));
  const released = new Set(work.released.filter((field) => !unwritten.has(field)));
  const lines: HistoryLine[] = [...work.lines];
  const present: Record<Side, Item> = { ...work.items };
  for (const update of performed.updates) {
    if (update.answer !== null) present[update.write.side] = withComments(update.answer, work.items[update.write.side]);
  }
  const hold = (field: string, reason: HeldField['reason'], message: string) => {
    released.delete(field);
    const compiled = work.rule.fields.find((candidate) => candidate.id === field);
    held.set(field, {
      field,
      reason,
      message,
      base: bases[field] ?? null,
      left: compiled === undefined ? null : valueOn(compiled, 'left', present),
      right: compiled === undefined ? null : valueOn(compiled, 'right', present),
    });
    lines.push(line(job, work.link, work.rule, field, { kind: 'held', message: `${reason}: ${message}` }));
  };
  for (const field of work.held) if (field.reason === 'altered') held.set(field.field, shownAnew(work, field, present));
  for (const update of performed.updates) settleFields(job, work, update, performed.updates, { bases, lines, hold });
  for (const edit of performed.overwritten) holdOverwritten(work, edit, held, hold, present);

  for (const comment of performed.comments) {
    if (comment.state !== 'done') continue;
    lines.push({
      ...line(job, work.link, work.rule, null, { kind: 'comment', message: `comment copied to ${comment.write.side}` }),
      side: comment.write.side,
      writeId: comment.write.id,
    });
  }
  const problem =
    [...performed.updates, ...performed.comments].find((result) => result.problem !== null)?.problem ?? null;
  const stillHeld = new Set([...work.link.held, ...held.keys()]);
  for (const field of released) if (!held.has(field)) stillHeld.delete(field);
  const chained = chainLines(work.link.historyHash, lines);
  const link: Link = {
    ...work.link,
    left: { ...work.link.left, key: present.left.key, url: present.left.url },
    right: { ...work.link.right, key: present.right.key, url: present.right.url },
    bases,
    held: [...stillHeld].sort(),
    problem,
    ruleIndex: work.rule.index,
    mappingVersion: job.integration.mappingVersion,
    historyHash: chained.at(-1)?.hash ?? work.link.historyHash,
  };
  return {
    claim: work.claim,
    link,
    isNew: false,
    hold: [...held.values()].map((field) => ({ ...field, integrationId: job.integration.id, linkId: work.link.id })),
    release: [...released].filter((field) => !held.has(field)),
    settled: [
      ...work.settled.map((write) => ({ ...write, targetId: null, error: null })),
      ...[...performed.updates, ...performed.comments].map(({ write, state, problem: error }) => ({
        id: write.id,
        state,
        targetId: write.targetId,
        error,
      })),
    ],
    history: chained,
    seen: SIDES.map((side) => ({
      side,
      item: present[side],
      hash: mappedHash(job.mapping, side, present[side]),
      isCovering: performed.updates.some(
        (update) => update.write.side === side && commentsBetween(work.items[side], update) === 'unknown',
      ),
    })),
    requeue: SIDES.filter((side) => work.isSettlement || hasUnseenEdit(work, side, performed)).map((side) => ({
      side,
      ref: present[side],
    })),
    comments: [...work.knownComments, ...performed.comments.flatMap((comment) => linkedComment(work, comment))],
    changes: work.changes,
    problem,
    isPassing: [...performed.updates, ...performed.comments].every((result) => result.state !== 'refused'),
    waiting: [...performed.updates, ...performed.comments].some(({ state }) => state === 'unknown'),
    counts: {
      created: 0,
      updated: performed.updates.some(({ state }) => state === 'done') ? 1 : 0,
      held: held.size,
      failed: problem === null ? 0 : 1,
    },
    carriedFrom: carriedFrom(work, performed),
  };
}

/** Of the changes of an item, those whose side something was written from. */
function carriedFrom(work: LinkWork, { updates, comments }: Performed): readonly Date[] {
  const written = [...updates, ...comments].filter(({ state }) => state === 'done').map(({ write }) => write.side);
  return work.changes.flatMap(({ side, versionAt }) => (written.includes(opposite(side)) ? (versionAt ?? []) : []));
}

/** What an alteration waits as, after the writes that went over it. */
function shownAnew(
  work: LinkWork,
  field: LinkWork['held'][number],
  present: Readonly<Record<Side, Item>>,
): LinkWork['held'][number] {
  const compiled = work.rule.fields.find(({ id }) => id === field.field);
  if (compiled === undefined) return field;
  return { ...field, left: valueOn(compiled, 'left', present), right: valueOn(compiled, 'right', present) };
}

function withComments(answer: Item, read: Item): Item {
  return answer.comments === null ? { ...answer, comments: read.comments } : answer;
}

interface Sink {
  readonly bases: Record<string, LinkWork['bases'][string]>;
  readonly lines: HistoryLine[];
  readonly hold: (field: string, reason: HeldField['reason'], message: string) => void;
}

function settleFields(
  job: SyncJob,
  work: LinkWork,
  update: PerformedUpdate,
  all: readonly PerformedUpdate[],
  sink: Sink,
): void {
  const { write, answer } = update;
  for (const refusal of update.refused) sink.hold(refusal.field, 'rejected', refusal.message);
  if (answer === null) return;
  for (const written of update.fields) {
    const field = work.rule.fields.find((candidate) => candidate.id === written.field);
    const descriptor = field?.[write.side];
    if (field === undefined || descriptor === undefined || descriptor === null) continue;
    const answered = answer.fields[written.target] ?? null;
    const result = afterWrite({ field, side: write.side, before: written.before, sent: written.write, answered });
    // of a set written by element, what others added meanwhile is theirs and not our base
    const base = result.kind === 'taken' ? result.value : answered;
    // what a tool kept is no agreement: the next change is carried from where both last agreed
    if (result.kind !== 'refused' && !written.bothSides) {
      sink.bases[written.field] = baseOf(write.side, base, written.source, written.write.value);
    } else if (result.kind !== 'refused') {
      const other = answeredThere(
        field,
        all.find((candidate) => candidate.write.side === opposite(write.side)),
      );
      if (other !== null) sink.bases[written.field] = baseOf(write.side, base, other.value, written.write.value);
    }
    if (result.kind === 'taken') {
      sink.lines.push({
        ...line(job, work.link, work.rule, written.field, { kind: 'updated', message: null }),
        side: write.side,
        writeId: write.id,
        before: written.before,
        after: answered,
      });
    } else if (result.kind === 'refused') {
      sink.hold(
        written.field,
        'refused',
        `${job.sides[write.side].connection.name} answered without an error and kept ${describeValue(descriptor.kind, written.before)}`,
      );
    } else {
      const made = { sent: written.write.value, answered };
      sink.hold(written.field, 'altered', alteredMessage(job, write.side, descriptor.kind, made));
    }
  }
}

/** What the other side of a field that goes to both has made of it; null when it has not answered, or kept what it had. */
function answeredThere(
  field: CompiledField,
  other: PerformedUpdate | undefined,
): { readonly value: FieldValue } | null {
  const there = other?.fields.find((candidate) => candidate.field === field.id);
  if (other === undefined || other.answer === null || there === undefined) return null;
  const answered = other.answer.fields[there.target] ?? null;
  const { side } = other.write;
  const result = afterWrite({ field, side, before: there.before, sent: there.write, answered });
  if (result.kind === 'refused') return null;
  return { value: result.kind === 'taken' ? result.value : answered };
}

function holdOverwritten(
  work: LinkWork,
  edit: Performed['overwritten'][number],
  held: Map<string, LinkWork['held'][number]>,
  hold: Sink['hold'],
  present: Readonly<Record<Side, Item>>,
): void {
  const field = work.rule.fields.find((candidate) => candidate[edit.side]?.id === edit.field);
  const kind = field?.[edit.side]?.kind;
  if (field === undefined || kind === undefined) return;
  if (edit.value !== undefined && sameValue(kind, edit.value, valueOn(field, edit.side, present))) return;
  const value = edit.value === undefined ? null : describeValue(kind, edit.value);
  hold(field.id, 'overwritten', overwrittenMessage(edit.by, value));
  const entry = held.get(field.id);
  if (entry !== undefined && edit.value !== undefined) held.set(field.id, { ...entry, [edit.side]: edit.value });
}

/** Whether the answer to our write shows more than our write: such an edit must not be taken for seen. */
function hasUnseenEdit(work: LinkWork, side: Side, performed: Performed): boolean {
  const update = performed.updates.find((candidate) => candidate.write.side === side);
  if (update?.answer === null || update === undefined) return false;
  const { answer } = update;
  if (commentsBetween(work.items[side], update) === 'some') return true;
  return work.rule.fields.some((field) => {
    const descriptor = field[side];
    if (descriptor === null || !(descriptor.id in answer.fields)) return false;
    const answered = answer.fields[descriptor.id] ?? null;
    const ours = update.fields.find((written) => written.target === descriptor.id);
    if (ours === undefined) {
      return !sameValue(descriptor.kind, work.items[side].fields[descriptor.id] ?? null, answered);
    }
    const result = afterWrite({ field, side, before: ours.before, sent: ours.write, answered });
    return result.kind === 'taken' && !sameValue(descriptor.kind, result.value, answered);
  });
}

/**
 * Whether somebody commented between our read and our write: the answer's version covers that too. Where the answer shows no
 * comments, a change count that has grown by more than our calls is what tells; a tool that has none leaves it unknown.
 */
function commentsBetween(read: Item, { answer, write }: PerformedUpdate): 'some' | 'none' | 'unknown' {
  if (answer === null || read.comments === null) return 'none';
  const known = new Set(read.comments.map(({ id }) => id));
  if (answer.comments !== null) {
    return answer.comments.some(({ id, byUs }) => !byUs && !known.has(id)) ? 'some' : 'none';
  }
  if (answer.changeCount === null || read.changeCount === null) return 'unknown';
  return answer.changeCount - read.changeCount > write.body.steps.length ? 'some' : 'none';
}

function linkedComment(work: LinkWork, performed: PerformedComment): readonly LinkedComment[] {
  const comment = performed.write.body.comment;
  if (performed.state !== 'done' || comment === null) return [];
  return [
    {
      linkId: work.link.id,
      origin: opposite(performed.write.side),
      originId: comment.originId,
      copyId: performed.copyId,
      mark: performed.write.idempotencyKey,
    },
  ];
}
