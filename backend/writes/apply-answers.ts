import type { Conflict, ConflictAnswer } from '../conflicts/index.js';
import type { FieldDescriptor, FieldValue } from '../connectors/sdk/index.js';
import type { HistoryLine } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import {
  type Base,
  type CompiledField,
  type FieldOutcome,
  type FieldWrite,
  mergeItem,
  opposite,
  SIDES,
  type Side,
  sameValue,
} from '../mappings/index.js';
import { valueOn } from './build-update.js';
import { coveredSide } from './covered-side.js';
import { resolvedLine } from './history-lines.js';
import type { Pair } from './prepare-link.js';

/** What the answers of people make of the fields that waited for them. */
export interface AppliedAnswers {
  readonly answered: ReadonlySet<string>;
  readonly outcomes: Readonly<Record<string, FieldOutcome>>;
  readonly lines: readonly HistoryLine[];
}

/**
 * Turns answers into outcomes. An answer counts for the values that were shown: if a side has moved since, the field stays held
 * and is shown anew (I11).
 */
export async function applyAnswers(
  job: SyncJob,
  pair: Pair,
  bases: Readonly<Record<string, Base>>,
  signal: AbortSignal,
): Promise<AppliedAnswers> {
  const answered = new Set<string>();
  const outcomes: Record<string, FieldOutcome> = {};
  const lines: HistoryLine[] = [];
  for (const conflict of pair.conflicts) {
    const field = pair.rule.fields.find((candidate) => candidate.id === conflict.field);
    if (conflict.state !== 'answered' || conflict.answer === null || field === undefined) continue;
    if (!isStillShown(conflict, field, pair)) continue;
    const outcome = await outcomeOf(job, pair, field, conflict, conflict.answer, bases[field.id] ?? null, signal);
    answered.add(field.id);
    outcomes[field.id] = outcome;
    lines.push(resolvedLine(job, pair.link, conflict));
  }
  return { answered, outcomes, lines };
}

/** Whether both sides are as the conflict shows them; of a covered value, whether what covered it still stands. */
export function isStillShown(conflict: Conflict, field: CompiledField, pair: Pair): boolean {
  const covered = coveredSide(conflict, field);
  return SIDES.every((side) => {
    const descriptor = field[side];
    const shown = side === covered ? (conflict.base?.[side] ?? null) : conflict[side];
    return descriptor === null || sameValue(descriptor.kind, shown, valueOn(field, side, pair.items));
  });
}

async function outcomeOf(
  job: SyncJob,
  pair: Pair,
  field: CompiledField,
  conflict: Conflict,
  answer: ConflictAnswer,
  base: Base | null,
  signal: AbortSignal,
): Promise<FieldOutcome> {
  if ('value' in answer) return writeValue(job, pair, field, answer.value, signal);
  if (answer.take === 'base') {
    if (base === null) return { kind: 'held', reason: 'conflict', message: 'there is no base yet to go back to' };
    return {
      kind: 'carry',
      writes: { ...toSide(field, 'left', base.left), ...toSide(field, 'right', base.right) },
      overwrites: null,
    };
  }
  const winner = answer.take;
  const writable = field.rule.direction === 'both' || field.rule.direction === opposite(winner);
  if (!writable || field[opposite(winner)] === null) {
    // the near side of a one-way field, or a computed one: what stands there is accepted as it is
    return {
      kind: 'agreed',
      base: { left: valueOn(field, 'left', pair.items), right: valueOn(field, 'right', pair.items) },
    };
  }
  const descriptor = field[winner];
  const now = valueOn(field, winner, pair.items);
  if (descriptor === null || sameValue(descriptor.kind, conflict[winner], now)) {
    return carryFrom(job, pair, field, winner, pair.items, signal);
  }
  // the covered value of an overwrite comes back on its own side too
  return carryShown(job, pair, field, winner, conflict[winner], signal);
}

/** Writes a value that stands on neither side now: to `side` as it is, and to the other as it converts. */
async function carryShown(
  job: SyncJob,
  pair: Pair,
  field: CompiledField,
  side: Side,
  value: FieldValue,
  signal: AbortSignal,
): Promise<FieldOutcome> {
  const descriptor = field[side] as FieldDescriptor;
  const items = {
    ...pair.items,
    [side]: { ...pair.items[side], fields: { ...pair.items[side].fields, [descriptor.id]: value } },
  };
  const other = await carryFrom(job, pair, field, side, items, signal);
  if (other.kind === 'held') return other;
  return {
    kind: 'carry',
    writes: { ...(other.kind === 'carry' ? other.writes : {}), ...toSide(field, side, value) },
    overwrites: null,
  };
}

/** Carries the whole value of one side, as at first contact with that side winning. */
async function carryFrom(
  job: SyncJob,
  pair: Pair,
  field: CompiledField,
  winner: Side,
  items: Pair['items'],
  signal: AbortSignal,
): Promise<FieldOutcome> {
  const mapping = { ...job.mapping, definition: { ...job.mapping.definition, initial: winner } };
  const rule = { ...pair.rule, fields: [field] };
  const outcomes = await mergeItem(
    { mapping, rule, bases: {}, left: items.left, right: items.right, held: new Set(), ports: job.ports },
    signal,
  );
  return outcomes[field.id] ?? { kind: 'unchanged' };
}

/** A value typed by a person, in the left side's form where the field has a left side: it goes to both. */
async function writeValue(
  job: SyncJob,
  pair: Pair,
  field: CompiledField,
  written: Parameters<SyncJob['sides']['left']['tool']['parse']>[1],
  signal: AbortSignal,
): Promise<FieldOutcome> {
  const side: Side = field.left === null ? 'right' : 'left';
  const descriptor = field[side] as FieldDescriptor;
  return carryShown(job, pair, field, side, await job.sides[side].tool.parse(descriptor, written, signal), signal);
}

function toSide(field: CompiledField, side: Side, value: FieldValue): { left?: FieldWrite; right?: FieldWrite } {
  if (field[side] === null) return {};
  return side === 'left' ? { left: { value, elements: null } } : { right: { value, elements: null } };
}
