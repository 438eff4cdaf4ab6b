import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { useCallback } from 'react';
import { call } from '../../api/call.js';
import type { Host } from '../../host/host.js';
import icon from '../../look/icon.svg';
import { WORDS } from '../../words/words.js';
import { Trouble } from '../trouble.js';
import { useAnswer } from '../use-answer.js';
import { Waiting } from '../waiting.js';
import { ConnectionTable } from './connection-table.js';
import { IntegrationTable } from './integration-table.js';
import { StateOfAll } from './state-of-all.js';

/** Where everything stands, for whoever looks after it. @param signOut null where the host has signed the person in. */
export function AdminPage({ host, signOut }: { readonly host: Host; readonly signOut: (() => void) | null }) {
  const ask = useCallback(async () => {
    const [{ version }, status] = await Promise.all([call(host, 'GET /healthz'), call(host, 'GET /api/v1/status')]);
    return { version, status };
  }, [host]);
  const { answer, error, isAsking, answeredAt, again } = useAnswer(ask);
  return (
    <main className="page">
      <header className="bar">
        <div className="row">
          <img src={icon} alt="" width="32" height="32" />
          <Heading size="large">{WORDS.product}</Heading>
          {answer !== null && <span className="small">{WORDS.version(answer.version)}</span>}
        </div>
        <div className="row">
          <Button onClick={again} isLoading={isAsking && answer !== null}>
            {WORDS.refresh}
          </Button>
          {signOut !== null && (
            <Button appearance="subtle" onClick={signOut}>
              {WORDS.signOut}
            </Button>
          )}
        </div>
      </header>
      {error !== null && <Trouble error={error} again={again} />}
      {answer === null || answeredAt === null ? (
        error === null && <Waiting />
      ) : (
        <>
          <StateOfAll status={answer.status} />
          <IntegrationTable integrations={answer.status.integrations} now={answeredAt} />
          {answer.status.connections.length > 0 && (
            <ConnectionTable connections={answer.status.connections} now={answeredAt} />
          )}
        </>
      )}
    </main>
  );
}
