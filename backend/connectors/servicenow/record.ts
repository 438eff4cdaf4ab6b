import { z } from 'zod';

/** One field of a record as the Table API answers it. */
export interface Cell {
  /** What is stored: references as `sys_id`, moments in UTC, choices as their value; '' when empty. */
  readonly value: string;
  /** What the account sees, in its language and zone; null when display values were not asked for. */
  readonly display: string | null;
  /** Table that a reference points to, where links were asked for. */
  readonly linkedTable: string | null;
}

/** A record, or the part of it that was asked for. A field that the account may not read is absent. */
export type Row = ReadonlyMap<string, Cell>;

const scalar = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => (value === null ? '' : String(value)));

// What `sysparm_display_value=false` gives of references with links is `{link, value}`; `all` gives `{display_value, value}`
// of every field, with `link` for references.
const parts = z.looseObject({
  value: scalar.optional(),
  display_value: scalar.optional(),
  link: z.string().optional(),
});

/** A union of schemas would make, and throw away, the faults of every other form for each cell that is an object. */
function cellOf(given: unknown): Cell | undefined {
  if (typeof given === 'string') return plainCell(given);
  if (typeof given === 'object' && given !== null) {
    const known = parts.safeParse(given).data;
    return known === undefined ? undefined : cellOfParts(known);
  }
  const known = scalar.safeParse(given).data;
  return known === undefined ? undefined : plainCell(known);
}

function cellOfParts({ value, display_value: display, link }: z.infer<typeof parts>): Cell {
  return {
    value: value ?? sysIdOf(link) ?? display ?? '',
    display: display ?? null,
    linkedTable: link === undefined ? null : (/\/table\/([^/]+)\//.exec(link)?.[1] ?? null),
  };
}

/** A record of an answer. */
export const row = z.record(z.string(), z.unknown()).transform((fields, context): Row => {
  const cells = new Map<string, Cell>();
  for (const [field, given] of Object.entries(fields)) {
    const known = cellOf(given);
    if (known !== undefined) cells.set(field, known);
    else context.addIssue({ code: 'custom', path: [field], message: 'not a value of a record' });
  }
  return cells;
});

/** The stored value, or '' where the field is empty or was not given. */
export function textAt(record: Row, field: string): string {
  return record.get(field)?.value ?? '';
}

function plainCell(value: string): Cell {
  return { value, display: null, linkedTable: null };
}

function sysIdOf(link: string | undefined): string | undefined {
  return link === undefined ? undefined : /\/([0-9a-f]{32})$/.exec(link)?.[1];
}
