import type { SandboxClock, SandboxRandom } from '../../http/index.js';
import { AccessRules } from '../access-rules.js';
import { Selector } from '../query/select.js';
import { Records } from '../records/records.js';
import { Dictionary } from '../schema/dictionary.js';
import { peopleTables } from '../schema/people-tables.js';
import { platformTables } from '../schema/platform-tables.js';
import { taskTables } from '../schema/task-tables.js';
import { Store } from '../store/store.js';

/** The parts of one simulated instance. */
export interface Instance {
  readonly clock: SandboxClock;
  readonly random: SandboxRandom;
  readonly dictionary: Dictionary;
  readonly store: Store;
  readonly selector: Selector;
  readonly records: Records;
  readonly access: AccessRules;
}

/** An instance with its tables and no rows. */
export function emptyInstance(parts: { readonly clock: SandboxClock; readonly random: SandboxRandom }): Instance {
  const dictionary = new Dictionary([...taskTables, ...peopleTables, ...platformTables]);
  const store = new Store(dictionary);
  return {
    ...parts,
    dictionary,
    store,
    selector: new Selector(dictionary, store),
    records: new Records({ ...parts, dictionary, store }),
    access: new AccessRules(dictionary),
  };
}
