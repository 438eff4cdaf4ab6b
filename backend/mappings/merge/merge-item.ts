import type { Item } from '../../connectors/sdk/index.js';
import { allEnded } from '../../shared/index.js';
import { itemView } from '../convert/index.js';
import { HoldFieldError } from '../hold-field-error.js';
import type { CompiledField, CompiledRule, Mapping, MappingPorts } from '../mapping.js';
import type { Base, FieldOutcome } from '../outcome.js';
import type { FieldMerge } from './field-merge.js';
import { mergeField } from './merge-field.js';

/** A pair of items under one rule. */
export interface MergeRequest {
  readonly mapping: Mapping;
  readonly rule: CompiledRule;
  /** By field id; a field without base meets the other side for the first time (I12). */
  readonly bases: Readonly<Record<string, Base>>;
  readonly left: Item;
  readonly right: Item;
  /** Fields that wait for a person: `agreed` when both sides are equal now, else `unchanged`, whatever moved. */
  readonly held: ReadonlySet<string>;
  readonly ports: MappingPorts;
}

/**
 * Merges two items field by field, each side compared with its own base (I7, I9). One outcome for each field of the rule, none
 * of which depends on another's.
 * @throws what a port throws, ExpressionError excepted: that holds the field.
 */
export async function mergeItem(
  request: MergeRequest,
  signal: AbortSignal,
): Promise<Readonly<Record<string, FieldOutcome>>> {
  const { mapping, rule, left, right, ports } = request;
  const views = { left: itemView(mapping, 'left', left), right: itemView(mapping, 'right', right) };
  const users = mapping.definition.users;
  const outcomeOf = async (field: CompiledField): Promise<readonly [string, FieldOutcome]> => {
    const { to } = field;
    const merge: FieldMerge = {
      field,
      definition: mapping.definition,
      items: { left, right },
      to: {
        left: to.left && { conversion: to.left, to: 'left', users, item: views.right, ports, signal },
        right: to.right && { conversion: to.right, to: 'right', users, item: views.left, ports, signal },
      },
    };
    const outcome = await outcomeOrHeld(() =>
      mergeField(merge, request.bases[field.id] ?? null, request.held.has(field.id)),
    );
    return [field.id, outcome];
  };
  return Object.fromEntries(await allEnded(rule.fields.map(outcomeOf)));
}

async function outcomeOrHeld(merge: () => FieldOutcome | Promise<FieldOutcome>): Promise<FieldOutcome> {
  try {
    return await merge();
  } catch (error) {
    if (!(error instanceof HoldFieldError)) throw error;
    return { kind: 'held', reason: error.reason, message: error.message };
  }
}
