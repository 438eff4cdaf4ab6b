import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { useCallback } from 'react';
import { call } from '../../api/call.js';
import type { ServerFacts, System } from '../../api/operations.js';
import { sayDuration } from '../../words/duration.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { Findings } from '../connections/findings.js';
import type { Column } from '../lists/column.js';
import { FactTable } from '../lists/fact-table.js';
import { Lines } from '../lists/lines.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { Page } from '../shell/page.js';
import { useAnswer } from '../shell/use-answer.js';

const { system } = WORDS;
type Node = ServerFacts['nodes'][number];

/** The server itself. */
export default function SystemPage() {
  const { host } = useHere();
  const asked = useAnswer(useCallback(() => call(host, 'GET /api/v1/system'), [host]));
  return (
    <Page title={system.title} lead={system.lead}>
      <Answered asked={asked}>
        {(found, now) => (
          <>
            <section className="stack">
              <Heading size="small" as="h2">
                {system.checks}
              </Heading>
              <Findings checks={found.checks} step={null} />
            </section>
            <Server system={found} />
            {found.server !== null && <OfServer server={found.server} now={now} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Server({ system: { version, mode, publicUrl, licence } }: { readonly system: System }) {
  return (
    <section className="stack">
      <Heading size="small" as="h2">
        {system.server}
      </Heading>
      <Lines
        lines={[
          [system.version, version],
          [system.mode, system.modes[mode]],
          [system.address, publicUrl ?? system.noAddress],
          [system.licence, licence === null ? system.noLicence : WORDS.licence.states[licence.state]],
        ]}
      />
    </section>
  );
}

function OfServer({ server, now }: { readonly server: ServerFacts; readonly now: Date }) {
  const { database, queue, nodes, lastBackup } = server;
  return (
    <>
      <section className="stack">
        <Heading size="small" as="h2">
          {system.database}
        </Heading>
        <Lines
          lines={[
            [system.database, system.databaseIs(system.kinds[database.kind], database.version)],
            [system.size, system.sizeIs(database.bytes)],
            [system.schema, database.migration],
            [system.clock, system.clockIs(database.aheadMs)],
            [
              system.backup,
              lastBackup === null
                ? system.noBackup
                : system.backupIs(sayMoment(lastBackup.at, now), lastBackup.actor.name),
            ],
          ]}
        />
      </section>
      <section className="stack">
        <Heading size="small" as="h2">
          {system.queue}
        </Heading>
        <Lines
          lines={[
            ...(['waiting', 'delayed', 'running', 'failed'] as const).map(
              (count) => [system[count], queue[count].toLocaleString('en')] as const,
            ),
            [system.oldest, sayDuration(queue.oldestWaitSeconds * 1000)],
          ]}
        />
      </section>
      <section className="stack">
        <Heading size="small" as="h2">
          {system.nodes}
        </Heading>
        {nodes.length === 0 ? (
          <EmptyState header={system.noNodes} description={system.noNodesHelp} headingLevel={3} />
        ) : (
          <FactTable label={system.nodes} columns={COLUMNS} rows={nodes} rowKey={({ id }) => id} now={now} />
        )}
      </section>
    </>
  );
}

const { columns } = system;
const COLUMNS: readonly Column<Node>[] = [
  { key: 'host', title: columns.host, cell: ({ host }) => host ?? system.unknownHost },
  {
    key: 'state',
    title: columns.state,
    cell: ({ isAlive }) =>
      isAlive ? (
        <Lozenge appearance="success">{system.alive}</Lozenge>
      ) : (
        <Lozenge appearance="removed">{system.dead}</Lozenge>
      ),
  },
  { key: 'version', title: columns.version, cell: ({ version }) => version ?? system.unknownHost },
  { key: 'started', title: columns.started, cell: ({ startedAt }, now) => sayMoment(startedAt, now) },
  { key: 'heartbeat', title: columns.heartbeat, cell: ({ lastHeartbeat }, now) => sayMoment(lastHeartbeat, now) },
];
