import Heading from '@atlaskit/heading';
import Link from '@atlaskit/link';
import Lozenge from '@atlaskit/lozenge';
import type { Connection } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { FactTable } from '../lists/fact-table.js';

const { dashboard } = WORDS;
const { columns } = dashboard;

const COLUMNS: readonly Column<Connection>[] = [
  {
    key: 'connection',
    title: columns.connection,
    cell: ({ name, connector }) => (
      <span className="name">
        {name}
        <span className="small">{connector}</span>
      </span>
    ),
  },
  { key: 'state', title: columns.state, cell: (connection, now) => <State connection={connection} now={now} /> },
  {
    key: 'site',
    title: columns.site,
    cell: ({ url, site }) => (
      <span className="name">
        <Link href={url} target="_blank" rel="noopener noreferrer">
          {url}
        </Link>
        <span className="small">{site ?? dashboard.unknownSite}</span>
      </span>
    ),
  },
];

export function ConnectionTable({
  connections,
  now,
}: {
  readonly connections: readonly Connection[];
  readonly now: Date;
}) {
  return (
    <section className="stack">
      <Heading size="small" as="h2">
        {dashboard.connections}
      </Heading>
      <FactTable
        label={dashboard.connections}
        columns={COLUMNS}
        rows={connections}
        rowKey={({ name }) => name}
        now={now}
      />
    </section>
  );
}

function State({ connection: { state, pausedReason, outage }, now }: { connection: Connection; now: Date }) {
  const why = outage === null ? pausedReason : dashboard.noAnswerSince(sayMoment(outage.since, now));
  return (
    <span className="name">
      <span>{lozengeOf(state, outage !== null)}</span>
      {why !== null && <span className="small">{why}</span>}
    </span>
  );
}

function lozengeOf(state: Connection['state'], isOut: boolean) {
  if (isOut) return <Lozenge appearance="removed">{dashboard.states.outage}</Lozenge>;
  if (state === 'paused') return <Lozenge appearance="moved">{dashboard.states.paused}</Lozenge>;
  return <Lozenge appearance="success">{dashboard.states.active}</Lozenge>;
}
