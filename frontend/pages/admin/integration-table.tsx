import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import type { Integration } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { stateOfIntegration } from './state-of-integration.js';

const { admin } = WORDS;

export function IntegrationTable({
  integrations,
  now,
}: {
  readonly integrations: readonly Integration[];
  readonly now: Date;
}) {
  if (integrations.length === 0) {
    return <EmptyState header={admin.nothingConfigured} description={admin.nothingConfiguredHelp} headingLevel={2} />;
  }
  const { columns } = admin;
  return (
    <section className="stack" aria-labelledby="integrations">
      <Heading size="small" as="h2" id="integrations">
        {admin.integrations}
      </Heading>
      <table className="facts">
        <thead>
          <tr>
            <th scope="col">{columns.integration}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.lastRun}</th>
            {(['links', 'waiting', 'held', 'failed'] as const).map((column) => (
              <th key={column} scope="col" className="number">
                {columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {integrations.map((integration) => (
            <IntegrationRow key={integration.name} integration={integration} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function IntegrationRow({ integration, now }: { readonly integration: Integration; readonly now: Date }) {
  const { columns } = admin;
  const { name, kind, links, waiting, conflicts, failed, pausedReason, lastRun, problems } = integration;
  const { words, appearance } = stateOfIntegration(integration);
  const why = pausedReason ?? problems[0]?.problem;
  const counts = [
    { column: columns.links, count: links },
    { column: columns.waiting, count: waiting },
    { column: columns.held, count: conflicts },
    { column: columns.failed, count: failed },
  ];
  return (
    <tr>
      <th scope="row">
        <span className="name">
          {name}
          <span className="small">{admin.kinds[kind]}</span>
        </span>
      </th>
      <td data-column={columns.state}>
        <span className="name">
          <span>
            <Lozenge appearance={appearance}>{words}</Lozenge>
          </span>
          {why !== undefined && <span className="small">{why}</span>}
        </span>
      </td>
      <td data-column={columns.lastRun}>{sayRun(lastRun, now)}</td>
      {counts.map(({ column, count }) => (
        <td key={column} data-column={column} className="number">
          {count.toLocaleString('en')}
        </td>
      ))}
    </tr>
  );
}

function sayRun(run: Integration['lastRun'], now: Date): string {
  if (run === null) return admin.noRun;
  const moment = run.finishedAt ?? run.startedAt;
  const words = admin.runs[run.state];
  return moment === null ? words : admin.lastRun(words, sayMoment(moment, now));
}
