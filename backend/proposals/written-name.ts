import type { FieldDescriptor, ItemTypeSchema } from '../connectors/sdk/index.js';

/** A field as a person writes it in the file: by its id where that can be read, else by its name where no other has it. */
export function writtenField(field: FieldDescriptor, all: readonly FieldDescriptor[]): string {
  const isReadable = !/(^|_)\d+$/.test(field.id);
  const isUnique = all.filter(({ id, name }) => name === field.name || id === field.name).length === 1;
  return isReadable || !isUnique ? field.id : field.name;
}

/** An item type in the same way. */
export function writtenType(type: ItemTypeSchema, all: readonly ItemTypeSchema[]): string {
  const isUnique = all.filter(({ name }) => name === type.name).length === 1;
  return /^\d+$/.test(type.id) && isUnique ? type.name : type.id;
}
