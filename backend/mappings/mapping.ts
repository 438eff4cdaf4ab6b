import type { FieldDescriptor, FieldValue, ReferenceValue, UserValue } from '../connectors/sdk/index.js';
import type { JsonValue } from '../shared/index.js';
import type { FieldRule, ItemRule, Side, SyncDefinition } from './definition.js';

/** Something in a definition that the two containers do not bear out. */
export interface MappingFault {
  /** Where in the definition, as in `items[0].fields[3].left`. */
  readonly path: string;
  readonly message: string;
  /** What was probably meant, ready to be written instead; null when nothing comes near. */
  readonly suggestion: string | null;
}

/** A definition made ready for two containers: names resolved, tables looked up, expressions parsed. */
export interface Mapping {
  readonly definition: SyncDefinition;
  /** The usable entries of `items`, in their order. */
  readonly rules: readonly CompiledRule[];
  /** Everything that must be read on a side: mapped, matched by, and looked at by expressions. */
  readonly fields: Readonly<Record<Side, readonly FieldDescriptor[]>>;
  /** Names of the item types by id, for what expressions see as `item.type`. */
  readonly typeNames: Readonly<Record<Side, ReadonlyMap<string, string>>>;
}

/** One usable entry of `items`. */
export interface CompiledRule {
  /** Its place in `definition.items`. */
  readonly index: number;
  readonly rule: ItemRule;
  readonly left: RuleType;
  readonly right: RuleType;
  /** The rows without faults, in the order of the file. */
  readonly fields: readonly CompiledField[];
}

/** The item type of an entry on one side; both null for `any`. */
export interface RuleType {
  readonly typeId: string | null;
  readonly typeName: string | null;
}

/** One row of `fields`; a side without descriptor is computed from the other side's item. */
export interface CompiledField {
  readonly id: string;
  readonly rule: FieldRule;
  readonly left: FieldDescriptor | null;
  readonly right: FieldDescriptor | null;
  /** How a value comes to each side; null where that side is never written. */
  readonly to: Readonly<Record<Side, Conversion | null>>;
}

/** How one side's value becomes the other's. */
export interface Conversion {
  /** Null: computed from the item alone. */
  readonly source: FieldDescriptor | null;
  readonly target: FieldDescriptor;
  readonly expression: CompiledExpression | null;
  readonly table: ValueTable | null;
}

/** An expression that parses. */
export interface CompiledExpression {
  readonly text: string;
  /** Whether it looks beyond `value`: then it says nothing about what an earlier value was turned into. */
  readonly usesItem: boolean;
}

/** `values`, seen from one side. */
export interface ValueTable {
  /** The target's choices for a source choice, in the order of the file; empty when no row names it. */
  choices(source: Choice): readonly Choice[];
  /** What rows name on the source side, for messages. */
  readonly sources: readonly string[];
}

/** One element of a set or one choice of a list: a text, or something with an identity. */
export type Choice = string | { readonly id: string; readonly label: string };

/** What a merge asks for. */
export interface MappingPorts {
  /**
   * The value of a JSONata expression; undefined when it gives none.
   * @throws ExpressionError when the expression throws, exceeds a bound or cannot be evaluated; any other error stops the merge.
   */
  evaluate(
    expression: string,
    input: { readonly value: JsonValue; readonly item: JsonValue },
    signal: AbortSignal,
  ): Promise<JsonValue | undefined>;
  /**
   * The same person on the side `side`: by account id, then e-mail, then name; null when there is none. For an entry of the
   * mapping's table or the result of an expression, `id` and `label` are the written token, and `email` too when it is an address.
   */
  user(side: Side, user: UserValue, signal: AbortSignal): Promise<UserValue | null>;
  /**
   * The record that people call `token`, for a reference whose choices are too many to list; null when there is none. Where a
   * caller cannot look records up, a written token counts as an id.
   */
  reference?(side: Side, field: FieldDescriptor, token: string, signal: AbortSignal): Promise<ReferenceValue | null>;
}

/** A field's value on each side. */
export type Sides<Value = FieldValue> = Readonly<Record<Side, Value>>;

/** Whether anything is asked of `evaluate`. */
export function usesExpressions({ rules }: Mapping): boolean {
  const isAsked = (way: Conversion | null) => way !== null && way.expression !== null;
  return rules.some(({ fields }) => fields.some(({ to }) => isAsked(to.left) || isAsked(to.right)));
}
