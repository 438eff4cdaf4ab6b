import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { Link } from 'wouter';
import type { Integration } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { FactTable } from '../lists/fact-table.js';
import { stateOfIntegration } from './state-of-integration.js';

const { dashboard } = WORDS;
const { columns } = dashboard;

const COUNTS = [
  { key: 'links', count: ({ links }: Integration) => links },
  { key: 'waiting', count: ({ waiting }: Integration) => waiting },
  { key: 'held', count: ({ conflicts }: Integration) => conflicts },
  { key: 'failed', count: ({ failed }: Integration) => failed },
] as const;

const COLUMNS: readonly Column<Integration>[] = [
  {
    key: 'integration',
    title: columns.integration,
    cell: ({ name, kind }) => (
      <span className="name">
        {name}
        <span className="small">
          {dashboard.kinds[kind]}
          {kind === 'sync' && (
            <>
              {' · '}
              <Link href={`/integrations/${encodeURIComponent(name)}/mapping`} aria-label={WORDS.mapping.title(name)}>
                {WORDS.mapping.open}
              </Link>
            </>
          )}
        </span>
      </span>
    ),
  },
  { key: 'state', title: columns.state, cell: (integration) => <State integration={integration} /> },
  { key: 'lastRun', title: columns.lastRun, cell: ({ lastRun }, now) => sayRun(lastRun, now) },
  ...COUNTS.map(({ key, count }) => ({
    key,
    title: columns[key],
    isNumber: true,
    cell: (integration: Integration) => count(integration).toLocaleString('en'),
  })),
];

export function IntegrationTable({
  integrations,
  now,
}: {
  readonly integrations: readonly Integration[];
  readonly now: Date;
}) {
  if (integrations.length === 0) {
    return (
      <EmptyState header={dashboard.nothingConfigured} description={dashboard.nothingConfiguredHelp} headingLevel={2} />
    );
  }
  return (
    <section className="stack">
      <Heading size="small" as="h2">
        {dashboard.integrations}
      </Heading>
      <FactTable
        label={dashboard.integrations}
        columns={COLUMNS}
        rows={integrations}
        rowKey={({ name }) => name}
        now={now}
      />
    </section>
  );
}

function State({ integration }: { readonly integration: Integration }) {
  const { words, appearance } = stateOfIntegration(integration);
  const why = integration.pausedReason ?? integration.problems[0]?.problem;
  return (
    <span className="name">
      <span>
        <Lozenge appearance={appearance}>{words}</Lozenge>
      </span>
      {why !== undefined && <span className="small">{why}</span>}
    </span>
  );
}

function sayRun(run: Integration['lastRun'], now: Date): string {
  if (run === null) return dashboard.noRun;
  const moment = run.finishedAt ?? run.startedAt;
  const words = WORDS.runs.states[run.state].toLowerCase();
  return moment === null ? words : dashboard.lastRun(words, sayMoment(moment, now));
}
