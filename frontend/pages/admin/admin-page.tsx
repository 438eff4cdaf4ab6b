import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import SectionMessage from '@atlaskit/section-message';
import { useCallback } from 'react';
import { call } from '../../api/call.js';
import type { Whereabouts } from '../../api/operations.js';
import type { Host } from '../../host/host.js';
import icon from '../../look/icon.svg';
import { WORDS } from '../../words/words.js';
import { Arrived } from '../arrival/arrived.js';
import { Trouble } from '../trouble.js';
import { useAnswer } from '../use-answer.js';
import { Waiting } from '../waiting.js';
import { ConnectionTable } from './connection-table.js';
import { IntegrationTable } from './integration-table.js';
import { LicenceNote } from './licence-note.js';
import { StateOfAll } from './state-of-all.js';

interface AdminPageProps {
  readonly host: Host;
  /** Null where the host has signed the person in. */
  readonly signOut: (() => void) | null;
}

/** Where everything stands, for whoever looks after it. */
export function AdminPage({ host, signOut }: AdminPageProps) {
  return (
    <Arrived host={host}>
      {(whereabouts) => <Overview host={host} signOut={signOut} whereabouts={whereabouts} />}
    </Arrived>
  );
}

function Overview({ host, signOut, whereabouts }: AdminPageProps & { readonly whereabouts: Whereabouts }) {
  const { role, site, serverVersion, licence } = whereabouts;
  const facts = [
    WORDS.version(serverVersion),
    ...(site === null ? [] : [new URL(site.url).host]),
    ...(licence.state === 'not required' ? [] : [WORDS.licence.states[licence.state]]),
  ];
  return (
    <>
      <header className="bar">
        <div className="row">
          <img src={icon} alt="" width="32" height="32" />
          <Heading size="large">{WORDS.product}</Heading>
          <span className="small">{facts.join(' · ')}</span>
        </div>
        {signOut !== null && (
          <Button appearance="subtle" onClick={signOut}>
            {WORDS.signOut}
          </Button>
        )}
      </header>
      <LicenceNote licence={licence} />
      {role === null ? (
        <SectionMessage title={WORDS.admin.noRole}>
          <p>{WORDS.admin.noRoleHelp}</p>
        </SectionMessage>
      ) : (
        <WhereThingsStand host={host} />
      )}
    </>
  );
}

function WhereThingsStand({ host }: { readonly host: Host }) {
  const ask = useCallback(() => call(host, 'GET /api/v1/status'), [host]);
  const { answer: status, error, isAsking, answeredAt, again } = useAnswer(ask);
  if (error !== null) return <Trouble error={error} again={again} />;
  if (status === null || answeredAt === null) return <Waiting />;
  return (
    <>
      <StateOfAll status={status} />
      <IntegrationTable integrations={status.integrations} now={answeredAt} />
      {status.connections.length > 0 && <ConnectionTable connections={status.connections} now={answeredAt} />}
      <div>
        <Button onClick={again} isLoading={isAsking}>
          {WORDS.refresh}
        </Button>
      </div>
    </>
  );
}
