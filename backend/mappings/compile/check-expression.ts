import type { FieldDescriptor } from '../../connectors/sdk/index.js';
import { compileExpression } from '../expressions/index.js';
import type { CompiledExpression } from '../mapping.js';
import type { Faults } from './faults.js';
import { type FieldsOfType, resolveField } from './resolve-names.js';

/** Parses an expression over items with these fields and finds which of them it reads. Null, with faults, when it cannot work. */
export function checkExpression(
  text: string,
  known: FieldsOfType,
  path: string,
  faults: Faults,
): (CompiledExpression & { readonly fields: readonly FieldDescriptor[] }) | null {
  const checked = compileExpression(text);
  if (checked.kind === 'broken') {
    faults.add(path, `the expression does not parse: ${checked.message}`);
    return null;
  }
  const { usesItem } = checked;
  if (checked.fields === 'all') return { text, usesItem, fields: known.all };
  // An expression sees fields by id alone: a name that is no id would always be empty.
  const byId = { ...known, all: known.all.map((field) => ({ ...field, name: field.id })) };
  const fields = [...checked.fields].map((id) => {
    const field = resolveField(byId, id, path, faults);
    return field === null ? null : (known.all.find((candidate) => candidate.id === field.id) ?? null);
  });
  return fields.includes(null) ? null : { text, usesItem, fields: fields.filter((field) => field !== null) };
}
