import SectionMessage from '@atlaskit/section-message';
import { useCallback } from 'react';
import { useParams } from 'wouter';
import { call } from '../../api/call.js';
import type { Connection } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Lines } from '../lists/lines.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { type LiveWord, useLiveAnswer } from '../shell/live-updates.js';
import { Page } from '../shell/page.js';
import { BackToConnections } from './back-to-connections.js';
import { ConnectionDeeds } from './connection-deeds.js';
import { ConnectionTest } from './connection-test.js';
import { Grants } from './grants.js';
import { StateOfConnection } from './state-of-connection.js';

const { connections } = WORDS;
const LIVE: readonly LiveWord[] = ['connections'];

/** One connection: where it stands, what it lacks, and what can be done with it. */
export default function ConnectionPage() {
  const { host, has } = useHere();
  const { name = '' } = useParams<{ name: string }>();
  const ask = useCallback(() => call(host, 'GET /api/v1/connections/{name}', { path: { name } }), [host, name]);
  const asked = useLiveAnswer(ask, LIVE);
  return (
    <Page
      title={name}
      trail={<BackToConnections />}
      actions={asked.answer !== null && <ConnectionDeeds connection={asked.answer} done={asked.again} />}
    >
      <Answered asked={asked}>
        {(connection, now) => (
          <>
            {connection.warnings.map(({ kind, message, fix }) => (
              <SectionMessage key={`${kind} ${message}`} appearance="warning" title={message}>
                <p>{fix}</p>
              </SectionMessage>
            ))}
            <Facts connection={connection} now={now} />
            {has('operator') && <ConnectionTest name={name} />}
            {has('operator') && <Grants name={name} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Facts({ connection, now }: { readonly connection: Connection; readonly now: Date }) {
  const { facts, unknownSite } = connections;
  const { connector, url, site, account } = connection;
  return (
    <Lines
      lines={[
        [facts.state, <StateOfConnection key="state" connection={connection} now={now} />],
        [facts.connector, connector],
        [facts.address, url],
        [facts.site, site ?? unknownSite],
        ...(account === null ? [] : [[facts.account, account] as const]),
      ]}
    />
  );
}
