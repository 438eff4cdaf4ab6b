import { type MappingFault, SIDES } from '../mappings/index.js';
import type { Integration } from './integration.js';

/** A fault of the mapping for a person: where it stands in the file, whose names it uses, what is wrong and what was probably meant. */
export function describeFault({ name, definition }: Integration, { path, message, suggestion }: MappingFault): string {
  const side = path.split('.').findLast((part) => SIDES.some((known) => known === part)) as
    | 'left'
    | 'right'
    | undefined;
  const tool = side === undefined ? '' : `connection ${definition[side].connection}: `;
  const meant = suggestion === null ? '' : `; did you mean ${suggestion}?`;
  return `integrations.${name}.${path}: ${tool}${message}${meant}`;
}
