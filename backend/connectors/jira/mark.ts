import { z } from 'zod';

/** The entity property under which issues and comments carry their mark. */
export const MARK_PROPERTY = 'syncline';

const markValue = z.looseObject({ mark: z.string() });

/** The property that a create takes along. */
export function markProperty(mark: string): { readonly key: string; readonly value: { readonly mark: string } } {
  return { key: MARK_PROPERTY, value: { mark } };
}

/** The mark in an issue's properties (by key); null when it has none of ours, undefined when the answer says nothing of properties. */
export function markOf(properties: Readonly<Record<string, unknown>> | undefined): string | null | undefined {
  return properties === undefined ? undefined : readMark(properties[MARK_PROPERTY]);
}

/** The mark in the value of our property; null when it is none. People with edit rights can write there. */
export function readMark(value: unknown): string | null {
  // Most items have none, and a failed parse costs more than all the rest of reading one.
  if (value === undefined) return null;
  return markValue.safeParse(value).data?.mark ?? null;
}
