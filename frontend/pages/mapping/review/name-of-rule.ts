import type { MappingSide } from '../../../api/operations.js';
import { fieldsOf, SIDES, type Side } from '../form/form-context.js';
import { findNamed } from '../form/named.js';

/** How people know a rule, `priority:urgency`, by what both tools call its fields. Until they have told, the ids stand. */
export function nameOfRule(sides: Readonly<Record<Side, MappingSide>> | null, rule: string): string {
  const ids = rule.split(':');
  const names = SIDES.map((side, nth) => {
    const id = ids[nth] ?? '';
    return findNamed(fieldsOf(sides?.[side], 'any'), id)?.name ?? id;
  }).filter((name) => name !== '');
  return names[0] === names[1] ? (names[0] ?? rule) : names.join(' – ');
}
