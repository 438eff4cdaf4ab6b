import type { FieldDescriptor, FieldValue, Item, ItemChange, WriteStep } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { type CompiledField, type CompiledRule, type FieldOutcome, opposite, type Side } from '../mappings/index.js';
import { ConfigurationError, type JsonValue, RefusedError, StaleError } from '../shared/index.js';
import type { WrittenField } from './write.js';

/** An update ready to be intended, and the fields that the tool would not take. */
export interface BuiltUpdate {
  readonly fields: readonly WrittenField[];
  readonly steps: readonly WriteStep[];
  readonly refused: readonly { readonly field: string; readonly message: string }[];
}

/** Two items under one rule. */
export interface RuledPair {
  readonly rule: CompiledRule;
  readonly items: Readonly<Record<Side, Item>>;
}

/**
 * Orders a change of one side into steps. A field for which the tool has no way (no transition leads there) is taken out and
 * reported, and the rest goes on (P12).
 */
export async function buildUpdate(
  job: SyncJob,
  side: Side,
  pair: RuledPair,
  wanted: readonly WrittenField[],
  signal: AbortSignal,
): Promise<BuiltUpdate> {
  const refused: { field: string; message: string }[] = [];
  let carried = wanted;
  while (carried.length > 0) {
    const { change, unfit } = await toItemChange(job, side, pair.rule, carried, signal);
    if (unfit.size > 0) {
      refused.push(...[...unfit].map(([{ field }, message]) => ({ field, message })));
      carried = carried.filter((field) => !unfit.has(field));
      continue;
    }
    try {
      const steps = await job.sides[side].tool.steps(
        { item: pair.items[side], change, fields: job.mapping.fields[side] },
        signal,
      );
      return { fields: carried, steps, refused };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const named = carried.filter(
        (field) => field.target in error.fieldErrors || compiledField(pair.rule, field)[side]?.kind === 'status',
      );
      const out = named.length > 0 ? named : carried;
      for (const field of out) {
        refused.push({ field: field.field, message: error.fieldErrors[field.target] ?? error.message });
      }
      carried = carried.filter((field) => !out.includes(field));
    }
  }
  return { fields: [], steps: [], refused };
}

/** What a merge wants written to one side. */
export function writtenFields(
  side: Side,
  pair: RuledPair,
  outcomes: Readonly<Record<string, FieldOutcome>>,
): readonly WrittenField[] {
  const written: WrittenField[] = [];
  for (const compiled of pair.rule.fields) {
    const outcome = outcomes[compiled.id];
    const descriptor = compiled[side];
    if (outcome?.kind !== 'carry' || descriptor === null) continue;
    const write = outcome.writes[side];
    if (write === undefined) continue;
    written.push({
      field: compiled.id,
      target: descriptor.id,
      before: valueOn(compiled, side, pair.items),
      write,
      // what a computed field came from is the computed value itself
      source: compiled[opposite(side)] === null ? write.value : valueOn(compiled, opposite(side), pair.items),
      bothSides: outcome.writes.left !== undefined && outcome.writes.right !== undefined,
      ...(outcome.overwrites?.side === side ? { overwrites: true } : {}),
    });
  }
  return written;
}

/** A field's value on a side as read; null where that side has no field. */
export function valueOn(field: CompiledField, side: Side, items: Readonly<Record<Side, Item>>): FieldValue {
  const descriptor = field[side];
  return descriptor === null ? null : (items[side].fields[descriptor.id] ?? null);
}

function compiledField(rule: CompiledRule, written: WrittenField): CompiledField {
  const compiled = rule.fields.find((candidate) => candidate.id === written.field);
  if (compiled === undefined) throw new StaleError(`field ${written.field} is not mapped any more`);
  return compiled;
}

/** `unfit` are fields whose accompanying values, as the file has them, the tool does not know. */
async function toItemChange(
  job: SyncJob,
  side: Side,
  rule: CompiledRule,
  carried: readonly WrittenField[],
  signal: AbortSignal,
): Promise<{ readonly change: ItemChange; readonly unfit: ReadonlyMap<WrittenField, string> }> {
  const set: Record<string, FieldValue> = {};
  const elements: Record<string, { add: readonly string[]; remove: readonly string[] }> = {};
  const entering: Record<string, FieldValue> = {};
  const unfit = new Map<WrittenField, string>();
  for (const written of carried) {
    if (written.write.elements === null) set[written.target] = written.write.value;
    else elements[written.target] = written.write.elements;
    const compiled = compiledField(rule, written);
    try {
      Object.assign(entering, await enteringValues(job, side, rule, compiled, written.write.value, signal));
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      unfit.set(written, error.message);
    }
  }
  return { change: { set, elements, entering }, unfit };
}

/**
 * The fixed values that the mapping gives for entering this status.
 * @throws RefusedError when the tool has no such field or value.
 */
export async function enteringValues(
  job: SyncJob,
  side: Side,
  rule: CompiledRule,
  field: CompiledField,
  value: FieldValue,
  signal: AbortSignal,
): Promise<Readonly<Record<string, FieldValue>>> {
  if (value === null || typeof value !== 'object' || !('id' in value) || !('label' in value)) return {};
  const byToken = field.rule.transition[side];
  const written = byToken[value.id] ?? byToken[value.label];
  if (written === undefined) return {};
  return parseWritten(job, side, rule, written, signal);
}

/**
 * Values as a person wrote them in the file, typed by the tool's own description of the fields.
 * @throws RefusedError when the tool has no such field or value: that is no reason for other items and fields to wait (P12).
 */
export async function parseWritten(
  job: SyncJob,
  side: Side,
  rule: CompiledRule,
  written: Readonly<Record<string, JsonValue>>,
  signal: AbortSignal,
): Promise<Readonly<Record<string, FieldValue>>> {
  const values: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(written)) {
    const descriptor = findDescriptor(job, side, rule, name);
    if (descriptor === null) {
      throw new RefusedError(`${job.sides[side].container} has no field "${name}"`, {
        status: 400,
        fieldErrors: { [name]: 'no such field' },
      });
    }
    try {
      values[descriptor.id] = await job.parse(side, descriptor, value, signal);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      throw new RefusedError(error.message, { status: 400, fieldErrors: { [name]: error.message }, cause: error });
    }
  }
  return values;
}

function findDescriptor(job: SyncJob, side: Side, rule: CompiledRule, name: string): FieldDescriptor | null {
  const types = job.sides[side].schema.itemTypes;
  const fields = (types.find((type) => type.id === rule[side].typeId) ?? types[0])?.fields ?? [];
  return fields.find((field) => field.id === name) ?? fields.find((field) => field.name === name) ?? null;
}
