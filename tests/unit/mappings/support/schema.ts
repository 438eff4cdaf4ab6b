import type {
  ContainerSchema,
  DescribedOption,
  FieldDescriptor,
  FieldKind,
} from '../../../../backend/connectors/sdk/index.js';

/** A field that can be read and written, with what the test says of it. */
export function aField(id: string, kind: FieldKind, told: Partial<FieldDescriptor> = {}): FieldDescriptor {
  return {
    id,
    name: id,
    kind,
    required: false,
    onCreate: true,
    onUpdate: true,
    maxLength: null,
    multiline: true,
    options: null,
    token: 'label',
    ...told,
  };
}

/** Choices by id and label. */
export function options(choices: Readonly<Record<string, string>>): readonly DescribedOption[] {
  return Object.entries(choices).map(([id, label]) => ({ id, label, disabled: false, category: null }));
}

/** A container with one item type, `Task`, of id `10`. */
export function aContainer(name: string, fields: readonly FieldDescriptor[]): ContainerSchema {
  return { id: name, key: name, name, itemTypes: [{ id: '10', name: 'Task', fields }], commentChannels: [] };
}
