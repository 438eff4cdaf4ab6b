import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { Link as Way } from 'wouter';
import type { Figures, Integration } from '../../api/operations.js';
import { sayDuration } from '../../words/duration.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { FactTable } from '../lists/fact-table.js';
import { wayToConflicts, wayToItems } from '../lists/ways.js';
import { IntegrationDeeds } from './integration-deeds.js';
import { stateOfIntegration } from './state-of-integration.js';

const { dashboard } = WORDS;
const { columns } = dashboard;

type Tally = Figures['integrations'][number];

/** Each integration with how it stands, and what can be done with it. */
export function IntegrationTable({
  integrations,
  figures,
  now,
  done,
}: {
  readonly integrations: readonly Integration[];
  /** Null until they are there. */
  readonly figures: Figures | null;
  readonly now: Date;
  readonly done: () => void;
}) {
  const tallies = new Map((figures?.integrations ?? []).map((tally) => [tally.integration, tally]));
  return (
    <section className="stack">
      <Heading size="small" as="h2">
        {dashboard.integrations}
      </Heading>
      <FactTable
        label={dashboard.integrations}
        columns={columnsOf(tallies, done)}
        rows={integrations}
        rowKey={({ name }) => name}
        now={now}
      />
    </section>
  );
}

function columnsOf(tallies: ReadonlyMap<string, Tally>, done: () => void): readonly Column<Integration>[] {
  return [
    {
      key: 'integration',
      title: columns.integration,
      cell: ({ name, kind }) => (
        <span className="name">
          {name}
          <span className="small">{dashboard.kinds[kind]}</span>
          {kind === 'sync' && (
            <span className="small">
              <Way href={`/integrations/${encodeURIComponent(name)}/mapping`} aria-label={WORDS.mapping.title(name)}>
                {WORDS.mapping.open}
              </Way>
            </span>
          )}
        </span>
      ),
    },
    { key: 'state', title: columns.state, cell: (integration) => <State integration={integration} /> },
    { key: 'runs', title: columns.runs, cell: (integration, now) => <Runs integration={integration} now={now} /> },
    { key: 'links', title: columns.links, isNumber: true, cell: ({ name, links }) => count(links, wayToItems(name)) },
    { key: 'waiting', title: columns.waiting, isNumber: true, cell: ({ waiting }) => say(waiting) },
    {
      key: 'held',
      title: columns.held,
      isNumber: true,
      cell: ({ name, conflicts }) => count(conflicts, wayToConflicts(name)),
    },
    {
      key: 'failed',
      title: columns.failed,
      isNumber: true,
      cell: ({ name, failed }) => count(failed, wayToItems(name, 'failed')),
    },
    { key: 'delay', title: columns.delay, isNumber: true, cell: ({ name }) => <Delay tally={tallies.get(name)} /> },
    { key: 'calls', title: columns.calls, isNumber: true, cell: ({ name }) => <Calls tally={tallies.get(name)} /> },
    {
      key: 'deeds',
      title: columns.deeds,
      cell: (integration) => <IntegrationDeeds integration={integration} done={done} />,
    },
  ];
}

function State({ integration }: { readonly integration: Integration }) {
  const { words, appearance } = stateOfIntegration(integration);
  return (
    <span>
      <Lozenge appearance={appearance}>{words}</Lozenge>
    </span>
  );
}

function Runs({ integration: { lastRun, nextRunAt, state }, now }: { integration: Integration; now: Date }) {
  const moment = lastRun?.finishedAt ?? lastRun?.startedAt ?? null;
  const isDue = nextRunAt !== null && new Date(nextRunAt) <= now;
  return (
    <span className="name">
      {lastRun === null || moment === null ? (
        <span className="subtle">{dashboard.noRun}</span>
      ) : (
        <Way href={`/runs/${lastRun.id}`}>
          {dashboard.lastRun(WORDS.runs.states[lastRun.state].toLowerCase(), sayMoment(moment, now))}
        </Way>
      )}
      {nextRunAt !== null && state === 'active' && (
        <span className="small">{isDue ? dashboard.nextDue : dashboard.nextRun(sayMoment(nextRunAt, now))}</span>
      )}
    </span>
  );
}

function Delay({ tally }: { readonly tally: Tally | undefined }) {
  const { p50Ms = null, p95Ms = null } = tally?.delay ?? {};
  if (p50Ms === null || p95Ms === null) return <span className="small">{dashboard.noDelay}</span>;
  return (
    <span className="name">
      {sayDuration(p50Ms)}
      <span className="small">{dashboard.delayTail(sayDuration(p95Ms))}</span>
    </span>
  );
}

function Calls({ tally }: { readonly tally: Tally | undefined }) {
  if (tally === undefined) return null;
  const { calls, callsPerItem } = tally;
  return (
    <span className="name">
      {dashboard.callsOf(calls.reads + calls.writes)}
      <span className="small">{callsPerItem === null ? dashboard.noItems : dashboard.callsPerItem(callsPerItem)}</span>
    </span>
  );
}

/** A count that leads to what it counts; nothing leads nowhere. */
function count(value: number, way: string) {
  return value === 0 ? say(value) : <Way href={way}>{say(value)}</Way>;
}

function say(value: number): string {
  return value.toLocaleString('en');
}
