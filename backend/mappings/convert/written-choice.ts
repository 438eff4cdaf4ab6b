import { HoldFieldError } from '../hold-field-error.js';
import type { Choice } from '../mapping.js';
import { isPeople, writtenPerson } from '../values/index.js';
import type { ConversionContext } from './conversion-context.js';

/**
 * The target's choice that a person wrote in a table or had an expression give: people and records of open lists are looked up.
 * @param where where it was written, for the message
 * @throws HoldFieldError when there is none.
 */
export async function writtenChoice(context: ConversionContext, choice: Choice, where: string): Promise<Choice> {
  const { conversion, ports, signal, to } = context;
  const { kind, options, name } = conversion.target;
  const token = typeof choice === 'string' ? choice : choice.label;
  if (isPeople(kind)) {
    const person = await ports.user(to, writtenPerson(token), signal);
    if (person === null) throw new HoldFieldError('unmappable', `there is no user ${token} of ${where} on the ${to}`);
    return person;
  }
  const isOpenReference = (kind === 'reference' || kind === 'references') && options === null;
  if (!isOpenReference || ports.reference === undefined) return choice;
  const record = await ports.reference(to, conversion.target, token, signal);
  if (record === null) throw new HoldFieldError('unmappable', `there is no ${name} ${token} of ${where} on the ${to}`);
  return record;
}
