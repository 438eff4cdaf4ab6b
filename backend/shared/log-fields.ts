import { AsyncLocalStorage } from 'node:async_hooks';

type Fields = Readonly<Record<string, unknown>>;

const current = new AsyncLocalStorage<Fields>();

/**
 * Does `work`, and each line that is logged meanwhile because of it carries `fields`, whoever logs it: the clients of tools are shared
 * by all runs, and still say for which run they called.
 */
export function withLogFields<T>(fields: Fields, work: () => T): T {
  return current.run({ ...current.getStore(), ...fields }, work);
}

/** What a line logged here and now carries besides its own fields. */
export function currentLogFields(): Fields {
  return current.getStore() ?? {};
}
