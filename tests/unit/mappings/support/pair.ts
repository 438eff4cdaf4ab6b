import type { FieldDescriptor, FieldValue, Item, UserValue } from '../../../../backend/connectors/sdk/index.js';
import {
  type Base,
  compileMapping,
  type FieldOutcome,
  type FieldRule,
  inProcessEvaluator,
  type Mapping,
  type MappingPorts,
  mergeItem,
  type Side,
  type SyncDefinition,
} from '../../../../backend/mappings/index.js';
import { aDefinition } from './definition.js';
import { aContainer } from './schema.js';

/** Never aborted. */
export const NEVER = new AbortController().signal;

/** An item of `aContainer` with these values. */
export function anItem(fields: Readonly<Record<string, FieldValue>>, told: Partial<Item> = {}): Item {
  return {
    id: '1',
    key: 'KEY-1',
    version: { token: '1', at: '2026-01-01T00:00:00.000Z' },
    mark: null,
    url: 'https://tool.example/KEY-1',
    container: 'LEFT',
    typeId: '10',
    createdAt: '2026-01-01T00:00:00.000Z',
    createdByUs: false,
    lastChangedByUs: null,
    changeCount: null,
    fields,
    comments: null,
    ...told,
  };
}

/** Ports that know these people, by id, e-mail or name; `evaluate` is the real one. */
export function somePorts(
  people: Readonly<Record<Side, readonly UserValue[]>> = { left: [], right: [] },
): MappingPorts {
  return {
    evaluate: inProcessEvaluator().evaluate,
    user: async (side, { id, label, email }) =>
      people[side].find((person) => person.id === id) ??
      people[side].find((person) => email !== null && person.email === email) ??
      people[side].find((person) => person.label === label) ??
      null,
  };
}

/** One field on two sides, merged again and again; written sides take what they are given. */
export interface Pair {
  readonly mapping: Mapping;
  /** Merges two values that were in agreement as `base` says; null for no base. */
  merge(base: Base | null, left: FieldValue, right: FieldValue, told?: MergeTold): Promise<FieldOutcome>;
}

interface MergeTold {
  readonly leftAt?: string;
  readonly rightAt?: string;
  readonly isHeld?: boolean;
}

/** A mapping of one row between two fields. Fails the test when the row has faults. */
export function aPair(
  left: FieldDescriptor,
  right: FieldDescriptor,
  row: FieldRule,
  told: { readonly definition?: Partial<SyncDefinition>; readonly ports?: MappingPorts } = {},
): Pair {
  const { mapping, faults } = compileMapping(aDefinition([row], told.definition), {
    left: aContainer('LEFT', [left]),
    right: aContainer('RIGHT', [right]),
  });
  if (faults.length > 0) throw new Error(`the row has faults: ${JSON.stringify(faults)}`);
  const [rule] = mapping.rules;
  if (rule === undefined) throw new Error('there is no rule');
  return {
    mapping,
    async merge(base, leftValue, rightValue, { leftAt, rightAt, isHeld } = {}) {
      const outcomes = await mergeItem(
        {
          mapping,
          rule,
          bases: base === null ? {} : { [row.id]: base },
          left: anItem({ [left.id]: leftValue }, { version: { token: 'l', at: leftAt ?? '2026-01-01T00:00:00.000Z' } }),
          right: anItem(
            { [right.id]: rightValue },
            { version: { token: 'r', at: rightAt ?? '2026-01-01T00:00:00.000Z' } },
          ),
          held: new Set(isHeld === true ? [row.id] : []),
          ports: told.ports ?? somePorts(),
        },
        NEVER,
      );
      const outcome = outcomes[row.id];
      if (outcome === undefined) throw new Error('the field has no outcome');
      return outcome;
    },
  };
}

/** The value that an outcome writes to a side; fails the test when it writes none. */
export function writtenTo(side: Side, outcome: FieldOutcome): FieldValue {
  const write = outcome.kind === 'carry' ? outcome.writes[side] : undefined;
  if (write === undefined) throw new Error(`nothing is written to the ${side}: ${JSON.stringify(outcome)}`);
  return write.value;
}
