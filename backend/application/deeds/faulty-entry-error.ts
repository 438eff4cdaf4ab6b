import { ConfigurationError } from '../../shared/index.js';

/** Show the person who wrote an integration each fault at its place; nothing was applied. */
export class FaultyEntryError extends ConfigurationError {
  /** `path` is that of the entry, as in `items[0].fields[3].left`; empty: the entry as a whole. */
  readonly faults: readonly { readonly path: string; readonly message: string }[];

  constructor(faults: FaultyEntryError['faults']) {
    super(faults.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '));
    this.faults = faults;
  }
}
