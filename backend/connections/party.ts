import { AsyncLocalStorage } from 'node:async_hooks';

/** For whom calls are made. */
export interface Party {
  /** Calls of different parties take turns. */
  readonly name: string;
  /** Asked right before each write leaves. @throws what ends the work instead. */
  readonly assertMayWrite: () => void;
}

const current = new AsyncLocalStorage<Party>();

/** Does the work for that party: its calls take turns with those of others on the same connection, however many each has. */
export function onBehalfOf<T>(party: Party, work: () => Promise<T>): Promise<T> {
  return current.run(party, work);
}

/** For whom the present work is done; what is done for nobody in particular is one party. */
export function currentParty(): Party {
  return current.getStore() ?? NOBODY;
}

const NOBODY: Party = { name: '', assertMayWrite: () => undefined };
