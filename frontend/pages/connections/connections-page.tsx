import Button from '@atlaskit/button/new';
import EmptyState from '@atlaskit/empty-state';
import { useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
import { call } from '../../api/call.js';
import { WORDS } from '../../words/words.js';
import { LongList } from '../lists/long-list.js';
import { usePages } from '../lists/use-pages.js';
import { useHere } from '../shell/here.js';
import { type LiveWord, useLive } from '../shell/live-updates.js';
import { Page } from '../shell/page.js';
import { useAnswer } from '../shell/use-answer.js';
import { connectionColumns } from './connection-columns.js';

const { connections } = WORDS;
const LIVE: readonly LiveWord[] = ['connections'];

/** The tools, and whether they answer. */
export default function ConnectionsPage() {
  const { host, may } = useHere();
  const [, go] = useLocation();
  const ask = useCallback(
    (after: string | null) => call(host, 'GET /api/v1/connections', { query: after === null ? {} : { cursor: after } }),
    [host],
  );
  const pages = usePages(ask);
  useLive(LIVE, pages.again);
  // Told beside the rest: nobody waits for figures to see whether a tool answers.
  const { answer: figures } = useAnswer(
    useCallback(() => call(host, 'GET /api/v1/figures', { query: { since: 'P1D' } }), [host]),
  );
  const columns = useMemo(
    () =>
      connectionColumns(
        figures === null ? null : new Map(figures.connections.map(({ connection, calls }) => [connection, calls])),
      ),
    [figures],
  );
  const add = may('administrator') && (
    <Button appearance="primary" onClick={() => go('/connect')}>
      {connections.add}
    </Button>
  );
  return (
    <Page title={connections.title} lead={connections.lead} actions={pages.rows?.length ? add : undefined}>
      <LongList
        label={connections.title}
        columns={columns}
        pages={pages}
        rowKey={({ name }) => name}
        empty={
          <EmptyState
            header={connections.none}
            description={connections.noneHelp}
            headingLevel={2}
            {...(add !== false && { primaryAction: add })}
          />
        }
      />
    </Page>
  );
}
