import type { FieldDescriptor, FieldKind } from '../../connectors/sdk/index.js';

/** Kinds whose values become a target's without `values` and without an expression, by target. */
const CONVERTIBLE: Readonly<Record<FieldKind, readonly FieldKind[]>> = {
  text: [
    'text',
    'richText',
    'number',
    'boolean',
    'date',
    'dateTime',
    'duration',
    'option',
    'status',
    'user',
    'reference',
  ],
  richText: ['richText', 'text'],
  number: ['number', 'text', 'duration', 'option'],
  boolean: ['boolean', 'text', 'option'],
  date: ['date', 'dateTime', 'text'],
  dateTime: ['dateTime', 'date', 'text'],
  duration: ['duration', 'number', 'text'],
  option: ['option', 'status', 'text', 'number', 'boolean', 'options', 'labels', 'reference'],
  options: ['options', 'labels', 'option', 'references'],
  status: ['status', 'option', 'text'],
  user: ['user', 'users'],
  users: ['users', 'user'],
  labels: ['labels', 'options', 'option', 'references'],
  reference: ['reference', 'option', 'text'],
  references: ['references', 'options', 'labels', 'reference'],
};

/** Why values of one field cannot become the other's by themselves; null when they can. */
export function conversionFault(source: FieldDescriptor, target: FieldDescriptor): string | null {
  if (!CONVERTIBLE[target.kind].includes(source.kind)) {
    return `${source.name} (${source.kind}) does not become ${target.name} (${target.kind}) by itself`;
  }
  const isOpenReference = target.kind.startsWith('reference') && target.options === null;
  if (isOpenReference && source.target !== undefined && source.target !== target.target) {
    return `${source.name} and ${target.name} refer to different things`;
  }
  return null;
}
