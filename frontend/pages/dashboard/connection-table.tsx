import Heading from '@atlaskit/heading';
import { Link as Way } from 'wouter';
import type { Connection, Figures } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { StateOfConnection } from '../connections/state-of-connection.js';
import type { Column } from '../lists/column.js';
import { FactTable } from '../lists/fact-table.js';
import { sayRate } from './say-rate.js';

const { dashboard } = WORDS;
const { columns, budget } = dashboard;

type Asked = Figures['connections'][number];

/** Each tool, whether it answers, and what is asked of it. */
export function ConnectionTable({
  connections,
  figures,
  now,
}: {
  readonly connections: readonly Connection[];
  readonly figures: Figures | null;
  readonly now: Date;
}) {
  const asked = new Map((figures?.connections ?? []).map((each) => [each.connection, each]));
  return (
    <section className="stack">
      <Heading size="small" as="h2">
        {dashboard.connections}
      </Heading>
      <FactTable
        label={dashboard.connections}
        columns={columnsOf(asked)}
        rows={connections}
        rowKey={({ name }) => name}
        now={now}
      />
    </section>
  );
}

function columnsOf(asked: ReadonlyMap<string, Asked>): readonly Column<Connection>[] {
  return [
    {
      key: 'connection',
      title: columns.connection,
      cell: ({ name, site }) => (
        <span className="name">
          <Way href={`/connections/${encodeURIComponent(name)}`}>{name}</Way>
          <span className="small">{site ?? dashboard.unknownSite}</span>
        </span>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      cell: (connection, now) => <StateOfConnection connection={connection} now={now} />,
    },
    { key: 'calls', title: columns.calls, cell: ({ name }) => callsOf(asked.get(name)) },
    { key: 'budget', title: columns.budget, cell: ({ name }, now) => <Budget asked={asked.get(name)} now={now} /> },
  ];
}

function callsOf(asked: Asked | undefined): string {
  return asked === undefined ? budget.none : budget.calls(asked.calls.reads, asked.calls.writes);
}

function Budget({ asked, now }: { readonly asked: Asked | undefined; readonly now: Date }) {
  if (asked === undefined || asked.limitPerSecond === null) return null;
  const { busiestPerSecond, limitPerSecond, limitedUntil } = asked;
  return (
    <span className="name budget">
      <meter min={0} max={limitPerSecond} value={busiestPerSecond} aria-hidden="true" />
      <span className="small">{budget.busiest(sayRate(busiestPerSecond), sayRate(limitPerSecond))}</span>
      {limitedUntil !== null && <span className="small">{budget.limited(sayMoment(limitedUntil, now))}</span>}
    </span>
  );
}
