import Button from '@atlaskit/button/new';
import EmptyState from '@atlaskit/empty-state';
import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { call } from '../../api/call.js';
import type { Figures, Status } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { type LiveWord, useLiveAnswer } from '../shell/live-updates.js';
import { Page } from '../shell/page.js';
import { Trouble } from '../shell/trouble.js';
import { type Asked, useAnswer } from '../shell/use-answer.js';
import { ConnectionTable } from './connection-table.js';
import { IntegrationTable } from './integration-table.js';
import { needsOf } from './needs.js';
import { NeedsList } from './needs-list.js';
import { OverTime, type Period } from './over-time.js';
import { PauseAll } from './pause-all.js';
import { Tiles } from './tiles.js';

const LIVE: readonly LiveWord[] = ['integrations', 'connections', 'runs', 'links', 'conflicts'];
const DAYS: Readonly<Record<Period, number>> = { day: 1, week: 7, quarter: 90 };
/** Figures are of minutes: polls that come each second do not have them asked for anew. */
const FIGURES_MS = 30_000;

const { dashboard } = WORDS;

/** Where everything stands, and what needs a person first. */
export default function DashboardPage() {
  const { host } = useHere();
  const [period, setPeriod] = useState<Period>('day');
  const askStatus = useCallback(() => call(host, 'GET /api/v1/status'), [host]);
  const asked = useLiveAnswer(askStatus, LIVE);
  const askFigures = useCallback(
    () => call(host, 'GET /api/v1/figures', { query: { since: `P${DAYS[period]}D` } }),
    [host, period],
  );
  const figures = useAnswer(askFigures);
  const { again } = figures;
  useEffect(() => {
    const timer = setInterval(again, FIGURES_MS);
    return () => clearInterval(timer);
  }, [again]);
  return (
    <Page
      title={dashboard.title}
      actions={asked.answer !== null && <PauseAll status={asked.answer} done={asked.again} />}
    >
      <Answered asked={asked}>
        {(status, now) =>
          status.integrations.length === 0 ? (
            <NothingYet />
          ) : (
            <Standing
              status={status}
              figures={figures}
              now={now}
              period={period}
              choose={setPeriod}
              done={asked.again}
            />
          )
        }
      </Answered>
    </Page>
  );
}

function Standing({
  status,
  figures: { answer: figures, error, again },
  now,
  period,
  choose,
  done,
}: {
  readonly status: Status;
  readonly figures: Asked<Figures>;
  readonly now: Date;
  readonly period: Period;
  readonly choose: (period: Period) => void;
  readonly done: () => void;
}) {
  const { licence } = useHere().whereabouts;
  return (
    <>
      <NeedsList needs={needsOf(status, licence, now)} />
      <Tiles status={status} figures={figures} />
      <IntegrationTable integrations={status.integrations} figures={figures} now={now} done={done} />
      {error !== null && <Trouble error={error} again={again} />}
      {figures !== null && <OverTime figures={figures} period={period} choose={choose} />}
      {status.connections.length > 0 && (
        <ConnectionTable connections={status.connections} figures={figures} now={now} />
      )}
    </>
  );
}

/** Leads to the set-up. */
function NothingYet() {
  const { may } = useHere();
  const [, go] = useLocation();
  const setUp = may('administrator') && (
    <Button appearance="primary" onClick={() => go('/setup')}>
      {dashboard.setUp}
    </Button>
  );
  return (
    <EmptyState
      header={dashboard.nothingConfigured}
      description={dashboard.nothingConfiguredHelp}
      headingLevel={2}
      {...(setUp !== false && { primaryAction: setUp })}
    />
  );
}
