import type { Edits } from '../small-file.js';

/** A file that must be refused, and in which words. */
export interface FaultyFile {
  readonly name: string;
  /** What is changed in the small file. */
  readonly edits: Edits;
  /** `line:column path: message`, every fault, in this order. */
  readonly faults: readonly string[];
  /** Whether the JSON Schema refuses it as well; it judges each key by itself. */
  readonly seenBySchema: boolean;
}
