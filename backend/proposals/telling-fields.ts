import type { FieldDescriptor, ItemTypeSchema } from '../connectors/sdk/index.js';
import { fieldOf } from './concepts.js';

/** The fields by which a person knows an item: its title and its status; of all types of a container together. */
export function tellingFields(types: readonly ItemTypeSchema[]): {
  readonly title: FieldDescriptor | null;
  readonly status: FieldDescriptor | null;
} {
  const all = types.flatMap(({ fields }) => fields);
  return { title: fieldOf('title', all), status: fieldOf('status', all) };
}
