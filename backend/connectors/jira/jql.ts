import { DateTime } from 'luxon';

/** Furthest that a zone of the world is behind UTC: the allowance where the account's zone is not known. */
const WESTERNMOST_HOURS = 12;

/** A string literal. Jira's lexer knows backslash escapes inside quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * A moment as a JQL literal, which has whole minutes and is read in the account's time zone. Rounded down; in the hour that is
 * repeated when summer time ends the literal would mean two moments, so it goes back to before that hour.
 */
export function momentLiteral(moment: Date, timeZone: string): string {
  let local = DateTime.fromJSDate(moment, { zone: timeZone === '' ? 'invalid' : timeZone });
  if (!local.isValid) local = DateTime.fromJSDate(moment, { zone: 'utc' }).minus({ hours: WESTERNMOST_HOURS });
  while (local.getPossibleOffsets().length > 1) local = local.minus({ hours: 1 });
  return quoted(local.toFormat('yyyy-MM-dd HH:mm'));
}

/** The condition of a filter that people wrote, without the ORDER BY they may have copied along; null when nothing is left. */
export function conditionOf(filter: string | null): string | null {
  const condition = withoutOrder(filter ?? '').trim();
  return condition === '' ? null : condition;
}

/** Cuts at the first ORDER BY that stands outside quotes: in JQL it can only come last. */
function withoutOrder(jql: string): string {
  const token = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\border\s+by\b/giu;
  for (const match of jql.matchAll(token)) {
    if (/^order/i.test(match[0])) return jql.slice(0, match.index);
  }
  return jql;
}

/** `project = "KEY" AND (…) AND …`: always bounded by the project, each condition in brackets of its own. */
export function projectQuery(
  project: string,
  conditions: readonly (string | null)[],
  order: string | null = null,
): string {
  const all = [`project = ${quoted(project)}`, ...conditions.filter((one) => one !== null).map((one) => `(${one})`)];
  return all.join(' AND ') + (order === null ? '' : ` ORDER BY ${order}`);
}

/** How JQL names a field: `cf[10010]` for a custom one. */
export function clauseName(fieldId: string): string {
  const custom = /^customfield_(\d+)$/.exec(fieldId)?.[1];
  return custom === undefined ? fieldId : `cf[${custom}]`;
}

const TOKEN = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\(|\)|\b(?:and|or)\b|&&?|\|\|?/giu;

/**
 * The conditions of a filter all of which must hold, so that a person can be told which one does not. A filter that is joined by `or` is
 * one condition.
 */
export function clausesOf(filter: string): readonly string[] {
  const condition = conditionOf(filter);
  if (condition === null) return [];
  const clauses: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of condition.matchAll(TOKEN)) {
    if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    else if (depth > 0) continue;
    else if (/^(or|\|)/i.test(token)) return [condition];
    else if (/^(and|&)/i.test(token)) {
      clauses.push(condition.slice(start, index).trim());
      start = index + token.length;
    }
  }
  return [...clauses, condition.slice(start).trim()];
}
