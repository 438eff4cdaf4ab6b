import type { AuditEntry } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';

const { audit } = WORDS;
const { columns } = audit;
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** What the log tells of each deed. */
export const AUDIT_COLUMNS: readonly Column<AuditEntry>[] = [
  {
    key: 'at',
    title: columns.at,
    cell: ({ at }, now) => (
      <span className="name">
        {sayMoment(at, now)}
        <span className="small">{exact.format(new Date(at))}</span>
      </span>
    ),
  },
  {
    key: 'actor',
    title: columns.actor,
    cell: ({ actor: { kind, name } }) => (
      <span className="name">
        {name}
        <span className="small">{audit.actors[kind]}</span>
      </span>
    ),
  },
  { key: 'action', title: columns.action, cell: ({ action }) => audit.actions[action] },
  { key: 'subject', title: columns.subject, cell: ({ subject }) => subject ?? audit.everything },
  { key: 'details', title: columns.details, cell: ({ details }) => <Details details={details} /> },
];

function Details({ details }: { readonly details: Readonly<Record<string, unknown>> }) {
  const lines = Object.entries(details).filter(([, value]) => value !== null && !isEmptyList(value));
  return (
    <span className="name">
      {lines.map(([word, value]) => (
        <span key={word} className="small">
          {`${word}: ${say(value)}`}
        </span>
      ))}
    </span>
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function say(value: unknown): string {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
