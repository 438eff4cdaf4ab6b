import type { Conflict } from '../conflicts/index.js';
import { type CompiledField, SIDES, type Side, sameValue } from '../mappings/index.js';

/**
 * The side on which a conflict shows a value that our write covered, and that stands nowhere any more (I10); null when it shows
 * none. The other side may have moved from the base too, so the one that we wrote comes first.
 */
export function coveredSide({ reason, base, ...shown }: Conflict, field: CompiledField): Side | null {
  if (reason !== 'overwritten' || base === null) return null;
  const differing = SIDES.filter((side) => !sameValue(field[side]?.kind ?? 'text', shown[side], base[side]));
  return differing.find((side) => base.sent?.[side] !== undefined) ?? differing[0] ?? null;
}
