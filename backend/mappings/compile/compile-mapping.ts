import type { ContainerSchema, FieldDescriptor } from '../../connectors/sdk/index.js';
import { type ItemRule, SIDES, type Side, type SyncDefinition } from '../definition.js';
import type { CompiledField, CompiledRule, Mapping, MappingFault, RuleType, Sides } from '../mapping.js';
import { checkExpression } from './check-expression.js';
import { compileField } from './compile-field.js';
import { Faults } from './faults.js';
import { type FieldsOfType, fieldsOfType, resolveField, resolveType } from './resolve-names.js';
import type { See } from './see.js';

/**
 * Makes a definition ready for two containers as they are now. A row of `fields` with a fault is left out and the others go on;
 * an entry of `items` whose type or `when` is faulty is left out with all its rows. Nothing is thrown.
 */
export function compileMapping(
  definition: SyncDefinition,
  schemas: Sides<ContainerSchema>,
): { readonly mapping: Mapping; readonly faults: readonly MappingFault[] } {
  const faults = new Faults();
  const read = { left: new Map<string, FieldDescriptor>(), right: new Map<string, FieldDescriptor>() };
  const see: See = (side, fields) => {
    for (const field of fields) if (!read[side].has(field.id)) read[side].set(field.id, field);
  };

  const rules = definition.items.flatMap((item, index) => {
    const rule = compileRule(item, index, schemas, see, faults);
    return rule === null ? [] : [rule];
  });
  for (const side of SIDES) seeMatched(definition, side, schemas[side], see, faults);

  return {
    mapping: {
      definition,
      rules,
      fields: { left: [...read.left.values()], right: [...read.right.values()] },
      typeNames: { left: typeNames(schemas.left), right: typeNames(schemas.right) },
    },
    faults: faults.all,
  };
}

function compileRule(
  item: ItemRule,
  index: number,
  schemas: Sides<ContainerSchema>,
  see: See,
  faults: Faults,
): CompiledRule | null {
  const path = `items[${index}]`;
  const left = resolveType(schemas.left, item.left, `${path}.left`, faults);
  const right = resolveType(schemas.right, item.right, `${path}.right`, faults);
  if (left === null || right === null) return null;
  const known = { left: fieldsOfType(schemas.left, left), right: fieldsOfType(schemas.right, right) };
  if (!seeWhen(item, known, path, see, faults)) return null;
  checkOnCreate(item, known, path, faults);

  const fields: CompiledField[] = [];
  const writers: Sides<Set<string>> = { left: new Set(), right: new Set() };
  for (const [row, rule] of item.fields.entries()) {
    const field = compileField(rule, known, `${path}.fields[${row}]`, see, faults);
    if (field === null || !isOnlyWriter(field, writers, `${path}.fields[${row}]`, faults)) continue;
    fields.push(field);
    for (const side of SIDES) see(side, field[side] === null ? [] : [field[side]]);
  }
  return { index, rule: item, left: named(left), right: named(right), fields };
}

function named(type: RuleType): RuleType {
  return { typeId: type.typeId, typeName: type.typeName };
}

function seeWhen(item: ItemRule, known: Sides<FieldsOfType>, path: string, see: See, faults: Faults): boolean {
  return SIDES.map((side) => {
    const when = item.when[side];
    if (when === null) return true;
    const checked = checkExpression(when, known[side], `${path}.when.${side}`, faults);
    if (checked !== null) see(side, checked.fields);
    return checked !== null;
  }).every(Boolean);
}

function checkOnCreate(item: ItemRule, known: Sides<FieldsOfType>, path: string, faults: Faults): void {
  for (const side of SIDES) {
    for (const written of Object.keys(item.onCreate[side])) {
      resolveField(known[side], written, `${path}.onCreate.${side}.${written}`, faults);
    }
  }
}

/** Two rows that write one field would undo each other for ever. */
function isOnlyWriter(field: CompiledField, writers: Sides<Set<string>>, path: string, faults: Faults): boolean {
  const written = SIDES.filter((side) => field.to[side] !== null);
  const twice = written.find((side) => writers[side].has(field[side]?.id ?? ''));
  if (twice !== undefined) {
    faults.add(
      `${path}.${twice}`,
      `an earlier row writes ${field[twice]?.name} on this side already; give one of them another direction`,
    );
    return false;
  }
  for (const side of written) writers[side].add(field[side]?.id ?? '');
  return true;
}

function seeMatched(definition: SyncDefinition, side: Side, schema: ContainerSchema, see: See, faults: Faults): void {
  const written = definition.match?.[side];
  if (written === undefined || written === 'key') return;
  const field = resolveField(fieldsOfType(schema, { typeId: null, typeName: null }), written, `match.${side}`, faults);
  if (field !== null) see(side, [field]);
}

function typeNames(schema: ContainerSchema): ReadonlyMap<string, string> {
  return new Map(schema.itemTypes.map(({ id, name }) => [id, name]));
}
