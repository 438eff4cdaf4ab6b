import { ConfigurationError } from '../shared/index.js';

/** Tell the operator: environment variables have wrong values. The message has one line for each; the command ends with exit code 2. */
export class SettingsError extends ConfigurationError {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}
