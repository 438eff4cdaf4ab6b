const LITERAL = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/;
const MS_PER_SECOND = 1000;

/** `2026-07-14 00:28:27` as ISO 8601; null for anything else. Values of the Table API are UTC whatever zone the account has. */
export function isoFromLiteral(literal: string): string | null {
  const match = LITERAL.exec(literal);
  return match === null ? null : `${match[1]}T${match[2]}.000Z`;
}

/** The second in which the moment lies, as queries and request bodies take it: UTC, unless it stands inside `javascript:`. */
export function literalFromDate(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}

/** The second after the one that the literal names. */
export function nextSecond(literal: string): string {
  return literalFromDate(new Date(Date.parse(`${literal.replace(' ', 'T')}Z`) + MS_PER_SECOND));
}

/** A `glide_duration` is kept as the moment that lies so long after 1970 began; null for anything else. */
export function secondsFromDuration(value: string): number | null {
  const iso = isoFromLiteral(value);
  return iso === null ? null : Date.parse(iso) / MS_PER_SECOND;
}

/** The form in which the Table API takes a `glide_duration`. */
export function durationFromSeconds(seconds: number): string {
  return literalFromDate(new Date(seconds * MS_PER_SECOND));
}
