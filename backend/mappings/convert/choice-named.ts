import type { FieldDescriptor } from '../../connectors/sdk/index.js';
import { HoldFieldError } from '../hold-field-error.js';
import type { Choice } from '../mapping.js';
import { tokenOf } from '../values/index.js';
import type { ConversionContext } from './conversion-context.js';
import { listed } from './listed.js';

/**
 * The target's choice of one of these names, the first that fits, in any case; for a target that is written and not chosen the
 * name that suits it.
 * @param names the mapping's own first, what people read last
 * @param what what the names are of, for the message
 * @throws HoldFieldError when no choice has one of them.
 */
export async function choiceNamed(context: ConversionContext, names: readonly string[], what: string): Promise<Choice> {
  const { target } = context.conversion;
  if (target.options !== null) {
    const choice = namedOption(target, target.options, names);
    if (choice !== null) return choice;
    const there = listed(target.options.map((option) => tokenOf(target, option)));
    throw new HoldFieldError('unmappable', `${what} has no counterpart in ${target.name}, which has ${there}`);
  }
  const first = names[0] ?? '';
  switch (target.kind) {
    case 'text':
    case 'labels':
      return names.at(-1) ?? first;
    case 'boolean':
      return names.find((name) => /^(?:true|false)$/i.test(name)) ?? first;
    case 'number':
      return names.find((name) => name.trim() !== '' && Number.isFinite(Number(name))) ?? first;
    case 'reference':
    case 'references':
      return referenceNamed(context, names, what);
    default:
      return { id: first, label: first };
  }
}

function namedOption(
  target: FieldDescriptor,
  options: NonNullable<FieldDescriptor['options']>,
  names: readonly string[],
): Choice | null {
  for (const part of target.token === 'id' ? (['id', 'label'] as const) : (['label'] as const)) {
    for (const name of names) {
      const fitting = options.filter((option) => option[part].toLowerCase() === name.toLowerCase());
      const option = fitting.find(({ disabled }) => !disabled) ?? fitting[0];
      if (option !== undefined) return target.kind === 'labels' ? option.label : { id: option.id, label: option.label };
    }
  }
  return null;
}

/** An id of one tool is none of another, so what cannot be looked up by name is not written at all. */
async function referenceNamed(context: ConversionContext, names: readonly string[], what: string): Promise<Choice> {
  const { conversion, ports, signal, to } = context;
  const name = names.at(-1) ?? '';
  const found = (await ports.reference?.(to, conversion.target, name, signal)) ?? null;
  if (found !== null) return found;
  throw new HoldFieldError('unmappable', `${what}: there is no ${conversion.target.name} called ${name} on the ${to}`);
}
