import { lineHash } from './history-line.js';
import type { StoredLine } from './history-repository.js';

/**
 * Whether a link's history is as it was written: each line's hash covers the line before it, and the link knows the last one.
 * @returns what is wrong, or null.
 */
export function verifyChain(lines: readonly StoredLine[], lastHash: string | null): string | null {
  let hash: string | null = null;
  for (const line of lines) {
    hash = lineHash(hash, line);
    if (hash !== line.hash)
      return `line ${line.id} of ${line.at.toISOString()} is not what was written, or one before it is gone`;
  }
  return hash === lastHash ? null : 'lines at its end are gone';
}
