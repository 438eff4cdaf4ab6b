import picocolors from 'picocolors';
import type { Terminal } from '../../backend/commands/terminal/index.js';

/** A terminal that nobody watches. */
export interface SilentTerminal extends Terminal {
  /** Reports. */
  readonly printed: readonly string[];
  /** Everything else that was said. */
  readonly notes: readonly string[];
}

export function silentTerminal(): SilentTerminal {
  const printed: string[] = [];
  const notes: string[] = [];
  const colours = picocolors.createColors(false);
  return {
    printed,
    notes,
    print: (text) => void printed.push(text),
    printJson: (document) => void printed.push(JSON.stringify(document)),
    note: (text) => void notes.push(text),
    colours,
    noteColours: colours,
    isWatched: false,
    width: 80,
    draw: () => undefined,
  };
}
