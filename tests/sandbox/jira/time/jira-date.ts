import { zoneOffsetMinutes } from './zone-offset.js';

const DATE_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(\.\d{1,3})?(Z|[+-]\d\d:?\d\d)$/;

/** `2026-04-28T15:54:48.559+0200`: an instant as Jira writes it, in the reader's zone. */
export function formatJiraDate(ms: number, timeZone: string): string {
  const offset = zoneOffsetMinutes(timeZone, ms);
  const wallClock = new Date(ms + offset * 60_000).toISOString().slice(0, 23);
  const absolute = Math.abs(offset);
  const hours = String(Math.floor(absolute / 60)).padStart(2, '0');
  return `${wallClock}${offset < 0 ? '-' : '+'}${hours}${String(absolute % 60).padStart(2, '0')}`;
}

/** Milliseconds since 1970; undefined when the text is no instant with a zone. */
export function parseJiraDate(text: string): number | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [, minute, second = ':00', fraction = '.000', zone = 'Z'] = match;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const ms = Date.parse(`${minute}${second}${fraction}${offset}`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** True for a day of the calendar written `yyyy-MM-dd`. */
export function isCalendarDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}
