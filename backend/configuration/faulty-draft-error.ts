import { ConfigurationError } from '../shared/index.js';
import type { LocatedFault } from './report.js';
import { formatPath } from './text/key-path.js';

/** Show each fault beside the member of the form that it is about: what was drafted cannot be stored as it is. */
export class FaultyDraftError extends ConfigurationError {
  readonly faults: readonly LocatedFault[];

  constructor(faults: readonly LocatedFault[]) {
    super(
      faults.map(({ path, message }) => (path.length === 0 ? message : `${formatPath(path)}: ${message}`)).join('; '),
    );
    this.faults = faults;
  }
}
