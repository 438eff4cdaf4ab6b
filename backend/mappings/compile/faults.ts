import type { MappingFault } from '../mapping.js';

/** The faults found so far, in the order in which they were found. */
export class Faults {
  readonly all: MappingFault[] = [];

  add(path: string, message: string, suggestion: string | null = null): void {
    this.all.push({ path, message, suggestion });
  }
}
