import type { MappingField } from '../../../api/operations.js';

/** What a mapping writes by an id and people know by a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The choices that a field has, as a mapping writes them. */
export function optionsOf(field: MappingField | undefined): readonly Named[] {
  return (field?.options ?? []).map(({ token, label }) => ({ id: token, name: label }));
}

/** What is called so: by id, else by name, in any case of letters. */
export function findNamed<One extends Named>(choices: readonly One[], written: string): One | undefined {
  const lower = written.toLowerCase();
  return choices.find(({ id }) => id === written) ?? choices.find(({ name }) => name.toLowerCase() === lower);
}

/** A name that is of one alone: where several share it, the id goes with it. */
export function nameAmong(choices: readonly Named[], { id, name }: Named): string {
  const isShared = choices.some((other) => other.id !== id && other.name.toLowerCase() === name.toLowerCase());
  return isShared ? `${name} (${id})` : name;
}

/** The id of what a person has written or chosen from the list; what is neither an id nor a name stays as it is. */
export function idMeant(choices: readonly Named[], written: string): string {
  const meant = choices.find((choice) => nameAmong(choices, choice) === written) ?? findNamed(choices, written);
  return meant?.id ?? written;
}
