import type { JsonValue } from '../../../../../backend/shared/index.js';
import { optionJson, priorityJson, resolutionJson } from '../../render/entity-json.js';
import type { View } from '../../render/view.js';
import type { Directory, Field, Option } from '../../site/index.js';
import { type FieldBehaviour, NOTHING } from '../field-behaviour.js';
import { resolveReference } from './reference.js';

type Asked = { readonly id?: string; readonly name?: string };

/** One choice of a list, kept by id. */
function oneOf(
  refusal: (asked: Asked, field: Field) => string,
  renderOption: (option: Option, view: View) => JsonValue,
) {
  const find = (stored: JsonValue, field: Field, directory: Directory) =>
    directory.options(field).find((option) => option.id === stored);
  const behaviour: FieldBehaviour = {
    verbs: ['set'],
    empty: null,
    parse(input, field, { directory }) {
      if (input === null) return null;
      return resolveReference(input, directory.options(field), (asked) => refusal(asked, field));
    },
    render(stored, field, view) {
      const option = find(stored, field, view.directory);
      return option === undefined ? null : renderOption(option, view);
    },
    trace(stored, field, directory) {
      const option = find(stored, field, directory);
      return option === undefined ? NOTHING : { id: option.id, text: option.name };
    },
    allowedValues: (field, _project, view) =>
      view.directory
        .options(field)
        .filter((option) => !option.isDisabled)
        .map((option) => renderOption(option, view)),
  };
  return behaviour;
}

export const priority = oneOf(
  ({ name }) => (name === undefined ? 'The priority selected is invalid.' : `Priority name '${name}' is not valid`),
  priorityJson,
);

export const resolution = oneOf(
  ({ name }) => (name === undefined ? 'The resolution selected is invalid.' : `Resolution name '${name}' is not valid`),
  resolutionJson,
);

export const select = oneOf((asked, field) => optionRefusal(asked, field), optionJson);

export function optionRefusal({ id, name }: Asked, field: Field): string {
  if (id !== undefined) return `Option id '${id}' is not valid`;
  if (name !== undefined) return `Option value '${name}' is not valid`;
  return `Specify a valid 'id' or 'name' for ${field.name}`;
}
