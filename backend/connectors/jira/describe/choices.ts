import type { DescribedOption } from '../../sdk/index.js';
import { type AllowedValue, allowedValue, type StatusAnswer } from '../answers/metadata.js';
import { cascadedOption } from '../values/cascading.js';

/** Jira's key of the category in which work is over. */
const DONE = 'done';

/** The choices of a field; of a cascading one each pair of levels is a choice besides the upper level alone. */
export function choices(allowedValues: readonly unknown[]): readonly DescribedOption[] {
  return allowedValues.flatMap((raw) => {
    const value = allowedValue.safeParse(raw).data;
    return value === undefined ? [] : [choice(value), ...children(value)];
  });
}

export function statusChoice({ id, name, statusCategory }: StatusAnswer): DescribedOption {
  const category = statusCategory === undefined ? null : statusCategory.key === DONE ? 'closed' : 'open';
  return { id, label: name, disabled: false, category };
}

export function namedOption({ id, name }: { readonly id: string; readonly name: string }): DescribedOption {
  return { id, label: name, disabled: false, category: null };
}

function choice({ id, value, name, disabled, archived }: AllowedValue): DescribedOption {
  return { id, label: value ?? name ?? id, disabled: disabled === true || archived === true, category: null };
}

function children(parent: AllowedValue): readonly DescribedOption[] {
  const upper = choice(parent);
  return (parent.children ?? []).map((child) => ({
    ...cascadedOption(upper, { id: child.id, label: child.value }),
    disabled: upper.disabled || child.disabled === true,
    category: null,
  }));
}
