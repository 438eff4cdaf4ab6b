import Heading from '@atlaskit/heading';
import Link from '@atlaskit/link';
import Lozenge from '@atlaskit/lozenge';
import type { Connection } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';

const { admin } = WORDS;

export function ConnectionTable({
  connections,
  now,
}: {
  readonly connections: readonly Connection[];
  readonly now: Date;
}) {
  const { columns } = admin;
  return (
    <section className="stack" aria-labelledby="connections">
      <Heading size="small" as="h2" id="connections">
        {admin.connections}
      </Heading>
      <table className="facts">
        <thead>
          <tr>
            <th scope="col">{columns.connection}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.site}</th>
          </tr>
        </thead>
        <tbody>
          {connections.map((connection) => (
            <ConnectionRow key={connection.name} connection={connection} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ConnectionRow({ connection, now }: { readonly connection: Connection; readonly now: Date }) {
  const { name, connector, url, state, pausedReason, outage, site } = connection;
  const why = outage === null ? pausedReason : admin.noAnswerSince(sayMoment(outage.since, now));
  return (
    <tr>
      <th scope="row">
        <span className="name">
          {name}
          <span className="small">{connector}</span>
        </span>
      </th>
      <td data-column={admin.columns.state}>
        <span className="name">
          <span>{stateOf(state, outage !== null)}</span>
          {why !== null && <span className="small">{why}</span>}
        </span>
      </td>
      <td data-column={admin.columns.site}>
        <span className="name">
          <Link href={url} target="_blank" rel="noopener noreferrer">
            {url}
          </Link>
          <span className="small">{site ?? admin.unknownSite}</span>
        </span>
      </td>
    </tr>
  );
}

function stateOf(state: Connection['state'], isOut: boolean) {
  if (isOut) return <Lozenge appearance="removed">{admin.states.outage}</Lozenge>;
  if (state === 'paused') return <Lozenge appearance="moved">{admin.states.paused}</Lozenge>;
  return <Lozenge appearance="success">{admin.states.active}</Lozenge>;
}
