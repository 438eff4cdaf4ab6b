import { z } from 'zod';
import type { PageOf } from '../../storage/index.js';

const USUAL_LIMIT = 50;
const LARGEST_LIMIT = 200;

/**
 * The members of a query that pages through a list. A cursor is the place of the last entry in the list's order, so that no entry is
 * shown twice or left out because of what came or went meanwhile; to whoever asks it is opaque.
 * @param place of an entry in the order of the list.
 */
export function paging<Place>(place: z.ZodType<Place>) {
  return {
    limit: z.coerce
      .number(`write a whole number from 1 to ${LARGEST_LIMIT}`)
      .int()
      .min(1)
      .max(LARGEST_LIMIT)
      .default(USUAL_LIMIT),
    cursor: z
      .string()
      .transform((text, context): Place => {
        const parsed = place.safeParse(decode(text));
        if (parsed.success) return parsed.data;
        context.addIssue({ code: 'custom', message: 'it is no cursor of this list; begin again without one' });
        return z.NEVER;
      })
      .optional(),
  };
}

/** A page of a list: what the repository is asked for. */
export function pageOf<Place>({
  limit,
  cursor,
}: {
  readonly limit: number;
  readonly cursor?: Place | undefined;
}): PageOf<Place> {
  // One more than is shown tells whether there is a next page.
  return { after: cursor ?? null, limit: limit + 1 };
}

/** The body of a list. */
export function listed<Entry>(
  found: readonly Entry[],
  limit: number,
  { show, place }: { readonly show: (entry: Entry) => unknown; readonly place: (entry: Entry) => unknown },
): { readonly items: readonly unknown[]; readonly next: string | null } {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const next = found.length > limit && last !== undefined ? encode(place(last)) : null;
  return { items: shown.map(show), next };
}

function encode(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
