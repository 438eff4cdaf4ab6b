import { type KeyPath, valueAt } from '../text/key-path.js';

/** What is left of a `T` when everything that was at fault has been taken out. */
export type Draft<T> = T extends readonly (infer Element)[]
  ? readonly (Draft<Element> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/**
 * Takes what stands at `paths` out of a plain value, so that the rest can still be judged and every fault is told at once.
 * The caller vouches that with those paths gone the value has the shape of a `T`.
 */
export function draftWithout<T>(value: unknown, paths: readonly KeyPath[]): Draft<T> | undefined {
  const draft: unknown = structuredClone(value);
  for (const path of paths) {
    const last = path.at(-1);
    if (last === undefined) return undefined;
    const parent = valueAt(draft, path.slice(0, -1));
    if (Array.isArray(parent)) parent[Number(last)] = undefined;
    else if (parent !== null && typeof parent === 'object') delete (parent as Record<string, unknown>)[last];
  }
  return draft as Draft<T>;
}
