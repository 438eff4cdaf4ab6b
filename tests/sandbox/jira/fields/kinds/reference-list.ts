import type { JsonValue } from '../../../../../backend/shared/index.js';
import { componentJson, optionJson } from '../../render/entity-json.js';
import type { View } from '../../render/view.js';
import type { Directory, Field, Project } from '../../site/index.js';
import { type FieldBehaviour, FieldRefusal } from '../field-behaviour.js';
import { optionRefusal } from './option.js';
import { resolveReference } from './reference.js';

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly isDisabled?: boolean;
}

interface ListKind {
  /** Everything that may ever have been chosen. */
  readonly known: (field: Field, directory: Directory) => readonly Choice[];
  readonly offered: (field: Field, project: Project, directory: Directory) => readonly Choice[];
  readonly refusal: (asked: { readonly id?: string; readonly name?: string }, field: Field) => string;
  readonly render: (choice: Choice, view: View) => JsonValue;
}

/** Several choices of a list, kept as ids in the order they were given. */
function severalOf({ known, offered, refusal, render }: ListKind): FieldBehaviour {
  const chosen = (stored: JsonValue, field: Field, directory: Directory) => {
    const choices = known(field, directory);
    return (stored as readonly string[]).flatMap((id) => choices.find((choice) => choice.id === id) ?? []);
  };
  const parseElement: FieldBehaviour['parseElement'] = (input, field, { project, directory }) =>
    resolveReference(input, offered(field, project, directory), (asked) => refusal(asked, field));
  return {
    verbs: ['set', 'add', 'remove'],
    empty: [],
    parseElement,
    parse(input, field, context) {
      if (input === null) return null;
      if (!Array.isArray(input)) throw new FieldRefusal('data was not an array');
      const ids = new Set((input as JsonValue[]).map((element) => parseElement(element, field, context)));
      return ids.size === 0 ? null : [...ids];
    },
    render: (stored, field, view) => chosen(stored, field, view.directory).map((choice) => render(choice, view)),
    trace(stored, field, directory) {
      const choices = stored === null ? [] : chosen(stored, field, directory);
      return {
        id: choices.length === 0 ? null : `[${choices.map(({ id }) => id).join(', ')}]`,
        text: choices.map(({ name }) => name).join(','),
      };
    },
    allowedValues: (field, project, view) =>
      offered(field, project, view.directory)
        .filter((choice) => !choice.isDisabled)
        .map((choice) => render(choice, view)),
  };
}

export const multiselect = severalOf({
  known: (field) => field.options ?? [],
  offered: (field) => field.options ?? [],
  refusal: optionRefusal,
  render: (choice, view) => optionJson({ isDisabled: false, ...choice }, view),
});

export const components = severalOf({
  known: (_field, directory) => directory.site.projects.flatMap((project) => project.components),
  offered: (_field, project) => project.components,
  refusal: ({ id, name }) =>
    id === undefined ? `Component name '${name}' is not valid` : `Component id '${id}' is not valid`,
  render: componentJson,
});
