import type { FieldDescriptor, UserValue } from '../../connectors/sdk/index.js';
import { HoldFieldError } from '../hold-field-error.js';
import type { Choice } from '../mapping.js';
import { isPeople, namesOf, tokenOf } from '../values/index.js';
import { choiceNamed } from './choice-named.js';
import type { ConversionContext } from './conversion-context.js';
import { findPerson } from './find-person.js';
import { listed } from './listed.js';
import { writtenChoice } from './written-choice.js';

/**
 * The target's choices that a source choice may stand as, the first being preferred; at least one.
 * @throws HoldFieldError when there is none, naming the choice and what there is instead.
 */
export async function choicesFor(context: ConversionContext, element: Choice): Promise<readonly Choice[]> {
  const { source, target, table } = context.conversion;
  // A computed set is given in the target's own choices.
  if (source === null) return [element];
  if (table !== null) {
    const choices = table.choices(element);
    if (choices.length === 0) throw noRow(context, source, element);
    return Promise.all(choices.map((choice) => writtenChoice(context, choice, '`values`')));
  }
  if (isPeople(target.kind)) return [await findPerson(context, element as UserValue)];
  return [await choiceNamed(context, namesOf(source, element), `${source.name} ${tokenOf(source, element)}`)];
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
