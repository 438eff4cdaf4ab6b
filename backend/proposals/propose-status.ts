import type { DescribedOption, FieldDescriptor, ItemTypeSchema, StatusWay } from '../connectors/sdk/index.js';
import type { JsonValue } from '../shared/index.js';
import { fieldOf } from './concepts.js';
import { givenValue } from './given-value.js';
import { pairStatuses } from './pair-options.js';
import type { ProposalSide, RequiredValue, WrittenRow } from './proposal.js';
import { tableOf } from './row-between.js';
import { writtenField } from './written-name.js';

type Side = 'left' | 'right';
type BySide<T> = Readonly<Record<Side, T>>;

/** What becomes of the status of a pair of types. */
export interface ProposedStatus {
  readonly row: WrittenRow;
  readonly left: FieldDescriptor;
  readonly right: FieldDescriptor;
  readonly reason: string;
  readonly required: readonly Omit<RequiredValue, 'item'>[];
}

/**
 * Carries the status both ways: each becomes the nearest of the other side, and what a tool demands where a status is entered is given.
 * Null where a side has no status, or none of them are alike.
 * @param isCarried whether a field of that side is written by another row, so that it needs no fixed value
 */
export function proposeStatus(
  sides: BySide<ProposalSide>,
  types: BySide<ItemTypeSchema>,
  isCarried: (side: Side, fieldId: string) => boolean,
): ProposedStatus | null {
  const [left, right] = [fieldOf('status', types.left.fields), fieldOf('status', types.right.fields)];
  if (left?.options == null || right?.options == null) return null;
  const pairs = pairStatuses(left.options, right.options);
  const table = tableOf(pairs, { left: left.token, right: right.token });
  if (table.size === 0) return null;
  const entered = { left: new Set(pairs.toLeft.values()), right: new Set(pairs.toRight.values()) };
  const field = { left, right };
  const required = (['left', 'right'] as const).flatMap((side) =>
    [...entered[side]].flatMap((status) =>
      demandsOf(sides, types[side], side, { status, field: field[side], isCarried }),
    ),
  );
  const transition = {
    ...transitionOf('left', required),
    ...transitionOf('right', required),
  };
  return {
    left,
    right,
    row: {
      left: writtenField(left, types.left.fields),
      right: writtenField(right, types.right.fields),
      values: Object.fromEntries(table),
      ...(Object.keys(transition).length === 0 ? {} : { transition }),
    },
    reason: [
      'both hold the status; by what the names usually mean',
      ...unreached('left', sides.left, types.left, entered.left),
      ...unreached('right', sides.right, types.right, entered.right),
    ].join('; '),
    required,
  };
}

/** What entering a status demands by the way that demands least. */
function demandsOf(
  sides: BySide<ProposalSide>,
  type: ItemTypeSchema,
  side: Side,
  {
    status,
    field,
    isCarried,
  }: {
    readonly status: DescribedOption;
    readonly field: FieldDescriptor;
    readonly isCarried: (side: Side, fieldId: string) => boolean;
  },
): readonly Omit<RequiredValue, 'item'>[] {
  const [easiest] = waysInto(sides[side].ways, type, status).toSorted((a, b) => a.needs.length - b.needs.length);
  const other = sides[side === 'left' ? 'right' : 'left'].title;
  return (easiest?.needs ?? []).flatMap(({ id, options }) => {
    const known = type.fields.find((candidate) => candidate.id === id);
    if (known === undefined || isCarried(side, id)) return [];
    const needed = options === null ? known : { ...known, options };
    const isClosing = status.category === 'closed';
    return [
      {
        side,
        status: status[field.token],
        statusName: status.label,
        field: { id, name: needed.name, kind: needed.kind },
        value: givenValue(needed, { other, account: sides[side].account, isClosing }),
        choices: choicesOf(needed),
      },
    ];
  });
}

/** What may be given, as the file writes it. */
export function choicesOf({ options, token }: FieldDescriptor): RequiredValue['choices'] {
  return (
    options?.filter(({ disabled }) => !disabled).map((option) => ({ value: option[token], label: option.label })) ??
    null
  );
}

function transitionOf(
  side: Side,
  required: readonly Omit<RequiredValue, 'item'>[],
): { readonly [side: string]: JsonValue } {
  const given: Record<string, Record<string, JsonValue>> = {};
  for (const { side: its, status, field, value } of required) {
    if (its !== side || status === null || value === null) continue;
    given[status] = { ...given[status], [field.id]: value };
  }
  return Object.keys(given).length === 0 ? {} : { [side]: given };
}

function waysInto(ways: readonly StatusWay[], type: ItemTypeSchema, status: DescribedOption): readonly StatusWay[] {
  return ways.filter(({ typeId, to }) => typeId === type.id && to === status.id);
}

/** Statuses into which no way was seen, where ways into others were. */
function unreached(
  side: Side,
  { ways, title }: ProposalSide,
  type: ItemTypeSchema,
  entered: ReadonlySet<DescribedOption>,
): readonly string[] {
  const seen = ways.filter(({ typeId }) => typeId === type.id);
  const names = [...entered].filter((status) => waysInto(seen, type, status).length === 0).map(({ label }) => label);
  if (seen.length === 0 || names.length === 0) return [];
  return [`no item shows a way into ${names.join(', ')} on the ${side} (${title}) yet: it is found at the first one`];
}
