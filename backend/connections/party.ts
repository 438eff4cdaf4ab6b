import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Does the work for that party: its calls take turns with those of others on the same connection, however many each has. */
export function onBehalfOf<T>(party: string, work: () => Promise<T>): Promise<T> {
  return current.run(party, work);
}

/** For whom the present work is done; what is done for nobody in particular is one party. */
export function currentParty(): string {
  return current.getStore() ?? '';
}
