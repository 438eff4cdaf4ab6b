import type { Side } from '../definition.js';
import type { FieldMerge } from './field-merge.js';

/** Two tools' clocks and whole-second versions do not tell changes apart that are nearer than this. */
const TOO_CLOSE_MS = 2000;

/** Whose edit stands where both cannot; null when a person is to say. */
export function winnerOf({ field, definition, items }: FieldMerge): Side | null {
  const policy = field.rule.conflicts ?? definition.conflicts;
  if (policy === 'hold') return null;
  if (policy !== 'newest') return policy;
  const leadMs = Date.parse(items.left.version.at) - Date.parse(items.right.version.at);
  if (!(Math.abs(leadMs) >= TOO_CLOSE_MS)) return null;
  return leadMs > 0 ? 'left' : 'right';
}
