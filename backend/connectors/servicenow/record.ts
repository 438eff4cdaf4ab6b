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

/**
 * What `sysparm_display_value=false` gives of references with links is `{link, value}`; `all` gives `{display_value, value}`
 * of every field, with `link` for references. Undefined when it is none of them. By hand, for there are as many of them as of all
 * other values that are ever parsed.
 */
function cellOf(given: unknown): Cell | undefined {
  if (typeof given !== 'object' || given === null) {
    const value = textOf(given);
    return value === undefined ? undefined : { value, display: null, linkedTable: null };
  }
  if (Array.isArray(given)) return undefined;
  const { value, display_value: display, link } = given as Readonly<Record<string, unknown>>;
  const isText = (part: unknown) => part === undefined || textOf(part) !== undefined;
  if (!isText(value) || !isText(display) || (link !== undefined && typeof link !== 'string')) return undefined;
  return {
    value: textOf(value) ?? sysIdOf(link) ?? textOf(display) ?? '',
    display: textOf(display) ?? null,
    linkedTable: link === undefined ? null : (/\/table\/([^/]+)\//.exec(link)?.[1] ?? null),
  };
}

/** A scalar as text; undefined for anything else. */
function textOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  if (given === null) return '';
  return typeof given === 'number' || typeof given === 'boolean' ? String(given) : undefined;
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

function sysIdOf(link: string | undefined): string | undefined {
  return link === undefined ? undefined : /\/([0-9a-f]{32})$/.exec(link)?.[1];
}
