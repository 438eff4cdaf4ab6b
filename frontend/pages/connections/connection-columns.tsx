import { Link } from 'wouter';
import type { CallFigures, Connection } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { StateOfConnection } from './state-of-connection.js';

const { connections } = WORDS;
const { columns } = connections;

/** What the list tells of each connection. @param calls by connection; null: not known yet */
export function connectionColumns(calls: ReadonlyMap<string, CallFigures> | null): readonly Column<Connection>[] {
  return [
    {
      key: 'connection',
      title: columns.connection,
      cell: ({ name, connector }) => (
        <span className="name">
          <Link href={`/connections/${encodeURIComponent(name)}`}>{name}</Link>
          <span className="small">{connector}</span>
        </span>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      cell: (connection, now) => <StateOfConnection connection={connection} now={now} />,
    },
    {
      key: 'site',
      title: columns.site,
      cell: ({ url, site, account }) => (
        <span className="name">
          {site ?? connections.unknownSite}
          <span className="small">{account === null ? url : connections.asAccount(url, account)}</span>
        </span>
      ),
    },
    {
      key: 'problems',
      title: columns.problems,
      cell: ({ warnings }) =>
        warnings.length === 0 ? connections.noProblems : warnings.map(({ message }) => message).join(' '),
    },
    {
      key: 'calls',
      title: columns.calls,
      isNumber: true,
      cell: ({ name }) => calls !== null && sayCalls(calls.get(name)),
    },
  ];
}

function sayCalls(figures: CallFigures | undefined): string {
  return figures === undefined ? connections.noCalls : connections.calls(figures.reads, figures.writes);
}
