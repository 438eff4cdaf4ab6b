import { useCallback } from 'react';
import { call } from '../../api/call.js';
import { WORDS } from '../../words/words.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { type LiveWord, useLiveAnswer } from '../shell/live-updates.js';
import { Page } from '../shell/page.js';
import { ConnectionTable } from './connection-table.js';
import { IntegrationTable } from './integration-table.js';
import { PauseAll } from './pause-all.js';
import { StateOfAll } from './state-of-all.js';

const LIVE: readonly LiveWord[] = ['integrations', 'connections', 'runs', 'links', 'conflicts'];

/** Where everything stands, and what needs a person first. */
export default function DashboardPage() {
  const { host } = useHere();
  const ask = useCallback(() => call(host, 'GET /api/v1/status'), [host]);
  const asked = useLiveAnswer(ask, LIVE);
  return (
    <Page
      title={WORDS.dashboard.title}
      actions={asked.answer !== null && <PauseAll status={asked.answer} done={asked.again} />}
    >
      <Answered asked={asked}>
        {(status, now) => (
          <>
            <StateOfAll status={status} />
            <IntegrationTable integrations={status.integrations} now={now} />
            {status.connections.length > 0 && <ConnectionTable connections={status.connections} now={now} />}
          </>
        )}
      </Answered>
    </Page>
  );
}
