import { wallClockToMs, zoneOffsetMinutes } from '../time/index.js';
import type { Operand } from './ast.js';
import type { JqlContext } from './fields/jql-field.js';
import { meaningError } from './jql-error.js';

const ABSOLUTE = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d\d))?$/;
const RELATIVE = /^[+-]?\d+[wdhm](\s+\d+[wdhm])*$/i;
const UNIT_MS = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000 } as const;
const FORMATS =
  "Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.";

/**
 * The instant that a JQL operand means. Literals have whole minutes and no zone: they are read in the zone of the
 * account's profile, of a repeated hour the first one.
 * @throws JiraRefusal when it is no date
 */
export function jqlDate(operand: Operand, context: JqlContext, field: string): number {
  if (operand.kind === 'function') return functionDate(operand.name, context);
  const text = operand.kind === 'value' ? operand.text.trim() : '';
  if (RELATIVE.test(text)) return context.nowMs + periodMs(text);
  if (/^-?\d{6,}$/.test(text)) return Number(text);
  const match = ABSOLUTE.exec(text);
  if (match === null) throw meaningError(`Date value '${text}' for field '${field}' is invalid. ${FORMATS}`);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return wallClockToMs(Date.UTC(year, month - 1, day, hour, minute), context.timeZone);
}

function periodMs(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const parts = text.matchAll(/(\d+)([wdhm])/gi);
  return (
    sign *
    [...parts].reduce(
      (sum, [, count, unit]) => sum + Number(count) * UNIT_MS[(unit ?? 'm').toLowerCase() as keyof typeof UNIT_MS],
      0,
    )
  );
}

function functionDate(name: string, context: JqlContext): number {
  const offsetMs = zoneOffsetMinutes(context.timeZone, context.nowMs) * 60_000;
  const startOfDay = Math.floor((context.nowMs + offsetMs) / UNIT_MS.d) * UNIT_MS.d;
  switch (name.toLowerCase()) {
    case 'now':
      return context.nowMs;
    case 'startofday':
      return wallClockToMs(startOfDay, context.timeZone);
    case 'endofday':
      return wallClockToMs(startOfDay + UNIT_MS.d, context.timeZone) - 1;
    default:
      throw meaningError(`Unable to find JQL function '${name}()'.`);
  }
}
