import type { FieldDescriptor, UserValue } from '../../connectors/sdk/index.js';
import { HoldFieldError } from '../hold-field-error.js';
import type { Choice } from '../mapping.js';
import { isPeople, namesOf, tokenOf, writtenPerson } from '../values/index.js';
import type { ConversionContext } from './conversion-context.js';
import { findPerson } from './find-person.js';

/**
 * The target's choices that a source choice may stand as, the first being preferred; at least one.
 * @throws HoldFieldError when there is none, naming the choice and what there is instead.
 */
export async function choicesFor(context: ConversionContext, element: Choice): Promise<readonly Choice[]> {
  const { source, target, table } = context.conversion;
  if (source === null) return [element];
  if (table !== null) {
    const choices = table.choices(element);
    if (choices.length === 0) throw noRow(context, source, element);
    return isPeople(target.kind) ? Promise.all(choices.map((choice) => personCalled(context, choice))) : choices;
  }
  if (isPeople(target.kind)) return [await findPerson(context, element as UserValue)];
  return [choiceNamed(target, namesOf(source, element), `${source.name} ${labelOf(element)}`)];
}

/** The target's choice of one of these names, the first of them that fits. @throws HoldFieldError when none does. */
export function choiceNamed(target: FieldDescriptor, names: readonly string[], what: string): Choice {
  const { options, kind, token } = target;
  const [first = ''] = names;
  if (kind === 'labels' && options === null) return names.at(-1) ?? first;
  if (options === null) {
    const isWritten = kind === 'text' || kind === 'number' || kind === 'boolean';
    return isWritten ? (names.at(kind === 'text' ? -1 : 0) ?? first) : { id: first, label: first };
  }
  for (const part of token === 'id' ? (['id', 'label'] as const) : (['label'] as const)) {
    for (const name of names) {
      const fitting = options.filter((option) => option[part].toLowerCase() === name.toLowerCase());
      const option = fitting.find(({ disabled }) => !disabled) ?? fitting[0];
      if (option !== undefined) return kind === 'labels' ? option.label : { id: option.id, label: option.label };
    }
  }
  throw new HoldFieldError(
    'unmappable',
    `${what} has no counterpart in ${target.name}, which has ${listed(options.map((option) => tokenOf(target, option)))}`,
  );
}

/** The person of an entry of `values`. */
async function personCalled(context: ConversionContext, choice: Choice): Promise<UserValue> {
  const name = labelOf(choice);
  const person = await context.ports.user(context.to, writtenPerson(name), context.signal);
  if (person === null) throw new HoldFieldError('unmappable', `there is no user ${name} on the ${context.to}`);
  return person;
}

function noRow(
  { conversion: { table, target } }: ConversionContext,
  source: FieldDescriptor,
  element: Choice,
): HoldFieldError {
  const known = listed(table?.sources ?? []);
  return new HoldFieldError(
    'unmappable',
    `${source.name} ${tokenOf(source, element)} has no row in \`values\` for ${target.name}; there are rows for ${known}`,
  );
}

function labelOf(choice: Choice): string {
  return typeof choice === 'string' ? choice : choice.label || choice.id;
}

const LONGEST_LIST = 20;

function listed(names: readonly string[]): string {
  const more = names.length - LONGEST_LIST;
  return more > 0 ? `${names.slice(0, LONGEST_LIST).join(', ')} and ${more} more` : names.join(', ');
}
