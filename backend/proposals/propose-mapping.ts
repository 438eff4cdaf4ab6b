import type { FieldDescriptor, ItemTypeSchema } from '../connectors/sdk/index.js';
import type { JsonValue } from '../shared/index.js';
import { CONCEPTS, fieldOf } from './concepts.js';
import { givenValue } from './given-value.js';
import { pairFields } from './pair-fields.js';
import { pairTypes, type TypePair } from './pair-types.js';
import type {
  LeftOver,
  NamedField,
  ProposalSide,
  ProposedField,
  ProposedMapping,
  RequiredValue,
  WrittenItem,
  WrittenRow,
} from './proposal.js';
import { proposeComments } from './propose-comments.js';
import { type ProposedMatch, proposeMatch } from './propose-match.js';
import { choicesOf, proposeStatus } from './propose-status.js';
import { writtenType } from './written-name.js';

type Side = 'left' | 'right';
type Sides = Readonly<Record<Side, ProposalSide>>;

/**
 * Proposes how items of two containers become each other, as an entry of `integrations` in the file. Everything in it can be
 * compiled against the two schemas; what a person has to add or might miss is named beside it.
 */
export function proposeMapping(sides: Sides): ProposedMapping {
  const { pairs, unpaired } = pairTypes(sides.left, sides.right);
  const match = proposeMatch(sides.left, sides.right);
  const comments = proposeComments(sides.left, sides.right);
  const items = pairs.map((pair, index) => proposeItem(sides, pair, index, match));
  return {
    entry: {
      kind: 'sync',
      start: 'manual',
      left: writtenSide(sides.left),
      right: writtenSide(sides.right),
      ...(match.match === null ? {} : { match: match.match }),
      items: items.map(({ written }) => ({
        ...written,
        ...(comments.written === null ? {} : { comments: comments.written }),
      })),
    },
    items: pairs.map(({ left, right, confidence, reason }) => ({
      left: left.name,
      right: right.name,
      confidence,
      reason,
      comments: comments.reason,
    })),
    fields: items.flatMap(({ fields }) => fields),
    required: items.flatMap(({ required }) => required),
    leftOver: [
      ...unpaired.map(({ side, type, reason }) => ({ side, item: null, name: type.name, reason })),
      ...items.flatMap(({ leftOver }) => leftOver),
    ],
    match: match.reason,
  };
}

function writtenSide({ connection, containerKey, filter, schema }: ProposalSide) {
  return { connection, [containerKey]: schema.key, ...(filter === null ? {} : { filter }) };
}

interface ProposedItemParts {
  readonly written: WrittenItem;
  readonly fields: readonly ProposedField[];
  readonly required: readonly RequiredValue[];
  readonly leftOver: readonly LeftOver[];
}

/** A row before it has its place. */
interface Row extends Pick<ProposedField, 'left' | 'right' | 'confidence' | 'reason'> {
  readonly written: WrittenRow;
}

function proposeItem(sides: Sides, types: TypePair, item: number, { keeper }: ProposedMatch): ProposedItemParts {
  const { pairs, unpaired } = pairFields(types.left.fields, types.right.fields);
  const rows: Row[] = pairs.map(({ left, right, row, confidence, reason }) => ({
    left: named(left),
    right: named(right),
    written: row,
    confidence,
    reason,
  }));
  if (keeper !== null && types[keeper.side].fields.some(({ id }) => id === keeper.field.id)) {
    const { side, field, row, confidence, reason } = keeper;
    const ends = { left: null, right: null, [side]: named(field) };
    rows.push({ ...ends, written: row, confidence, reason });
  }
  const isCarried = (side: Side, id: string) =>
    rows.some((row) => row[side]?.id === id && isWritten(row.written, side));
  const status = proposeStatus(sides, types, isCarried);
  if (status !== null) {
    const { left, right, row, reason } = status;
    rows.push({ left: named(left), right: named(right), written: row, confidence: 'likely', reason });
  }
  const sorted = rows.toSorted((a, b) => placeOf(a, types) - placeOf(b, types));
  const demanded = (['left', 'right'] as const).flatMap((side) =>
    demandedAtCreation(sides, types[side], side, isCarried),
  );
  const onCreate = { ...onCreateOf('left', demanded), ...onCreateOf('right', demanded) };
  return {
    written: {
      left: writtenType(types.left, sides.left.schema.itemTypes),
      right: writtenType(types.right, sides.right.schema.itemTypes),
      ...(Object.keys(onCreate).length === 0 ? {} : { onCreate }),
      fields: sorted.map(({ written }) => written),
    },
    fields: sorted.map(({ left, right, confidence, reason }, row) => ({ item, row, left, right, confidence, reason })),
    required: [...demanded, ...(status?.required ?? [])].map((value) => ({ item, ...value })),
    leftOver: unpaired
      .filter(({ side, field }) => !demanded.some((one) => one.side === side && one.field.id === field.id))
      .map(({ side, field, reason }) => ({ side, item, name: field.name, reason })),
  };
}

function named({ id, name, kind }: FieldDescriptor): NamedField {
  return { id, name, kind };
}

function isWritten({ direction = 'both' }: WrittenRow, side: Side): boolean {
  return direction === 'both' || direction === side;
}

/** What everybody looks for stands first, in its usual order. */
function placeOf({ left, right }: Row, types: Readonly<Record<Side, ItemTypeSchema>>): number {
  const place = CONCEPTS.findIndex((concept) => {
    const ids = [fieldOf(concept, types.left.fields)?.id, fieldOf(concept, types.right.fields)?.id];
    return left === null || right === null
      ? concept === 'partner' && ids.includes((left ?? right)?.id)
      : left.id === ids[0] || right.id === ids[1];
  });
  return place === -1 ? CONCEPTS.length : place;
}

/** Fields without which a tool makes no item, and that no row gives. */
function demandedAtCreation(
  sides: Sides,
  type: ItemTypeSchema,
  side: Side,
  isCarried: (side: Side, id: string) => boolean,
): readonly Omit<RequiredValue, 'item'>[] {
  const other = sides[side === 'left' ? 'right' : 'left'].title;
  return type.fields
    .filter(({ id, required, onCreate, kind }) => required && onCreate && kind !== 'status' && !isCarried(side, id))
    .map((field) => ({
      side,
      status: null,
      statusName: null,
      field: named(field),
      value: givenValue(field, { other, account: sides[side].account, isClosing: false }),
      choices: choicesOf(field),
    }));
}

function onCreateOf(side: Side, demanded: readonly Omit<RequiredValue, 'item'>[]) {
  const given: Record<string, JsonValue> = {};
  for (const { side: its, field, value } of demanded) if (its === side && value !== null) given[field.id] = value;
  return Object.keys(given).length === 0 ? {} : { [side]: given };
}
