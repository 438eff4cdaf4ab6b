import type { MappingVersion } from '../../mapping-drafts/index.js';

/** A version without its content. */
export function shownVersion({ version, madeAt, madeBy }: MappingVersion) {
  return { version, madeAt, madeBy };
}
