import type { Column } from '../schema/column.js';
import type { TableDefinition } from '../schema/table.js';
import type { Row } from '../store/row.js';

/** The row of `sys_dictionary` that stands for a column. */
export function columnRow(table: TableDefinition, column: Column): Row {
  return {
    name: table.name,
    element: column.element,
    column_label: column.label,
    internal_type: column.type,
    reference: column.reference ?? '',
    max_length: String(column.maxLength),
    choice: column.hasChoices ? '3' : '',
    default_value: column.defaultValue ?? '',
    mandatory: String(column.isMandatory ?? false),
    read_only: String(column.isReadOnly ?? false),
    display: String(table.display === column.element),
    active: 'true',
    audit: 'false',
    unique: String(column.element === 'sys_id'),
    virtual: 'false',
    array: 'false',
  };
}

/** The row of `sys_dictionary` that stands for the table itself: it has no element and the type `collection`. */
export function collectionRow(table: TableDefinition): Row {
  return {
    name: table.name,
    column_label: table.label,
    internal_type: 'collection',
    mandatory: 'false',
    read_only: 'false',
    active: 'true',
    audit: String(table.isAudited ?? false),
  };
}
