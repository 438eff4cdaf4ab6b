import { isCalendarDay, parseJiraDate } from '../../time/index.js';
import { type FieldBehaviour, FieldRefusal, NOTHING } from '../field-behaviour.js';

/** A day of the calendar, without a zone. */
export const date: FieldBehaviour = {
  verbs: ['set'],
  empty: null,
  parse(input) {
    if (input === null || input === '') return null;
    if (typeof input !== 'string') throw new FieldRefusal('Operation value must be a string');
    if (!isCalendarDay(input)) throw new FieldRefusal(`Error parsing date string: ${input}`);
    return input;
  },
  render: (stored) => stored,
  trace: (stored) => (typeof stored === 'string' ? { id: stored, text: stored } : NOTHING),
};

/** An instant; kept as milliseconds, shown in the reader's zone. */
export const datetime: FieldBehaviour = {
  verbs: ['set'],
  empty: null,
  parse(input) {
    if (input === null || input === '') return null;
    if (typeof input !== 'string') throw new FieldRefusal('Operation value must be a string');
    const ms = parseJiraDate(input);
    if (ms === undefined) throw new FieldRefusal(`Error parsing date string: ${input}`);
    return ms;
  },
  render: (stored, _field, view) => view.date(Number(stored)),
  trace(stored) {
    if (stored === null) return NOTHING;
    const text = new Date(Number(stored)).toISOString();
    return { id: text, text };
  },
};
