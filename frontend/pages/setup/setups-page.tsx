import Button from '@atlaskit/button/new';
import EmptyState from '@atlaskit/empty-state';
import { useCallback } from 'react';
import { Link, useLocation } from 'wouter';
import { call } from '../../api/call.js';
import type { SetupSummary } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { LongList } from '../lists/long-list.js';
import { usePages } from '../lists/use-pages.js';
import { useHere } from '../shell/here.js';
import { Page } from '../shell/page.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';

const { list, steps } = WORDS.setup;

/** What is being set up and not finished. */
export default function SetupsPage() {
  const { host, may } = useHere();
  const [, go] = useLocation();
  const ask = useCallback(
    (after: string | null) => call(host, 'GET /api/v1/setups', { query: after === null ? {} : { cursor: after } }),
    [host],
  );
  const pages = usePages(ask);
  const begin = useDeed(async () => {
    const { id } = await call(host, 'POST /api/v1/setups');
    go(`/setup/${id}`);
  });
  const discard = useDeed(async (id: string) => {
    await call(host, 'POST /api/v1/setups/{id}/discard', { path: { id } });
    pages.again();
  });
  const button = (
    <Button
      appearance="primary"
      onClick={() => void begin.run()}
      isLoading={begin.isBusy}
      isDisabled={!may('administrator')}
    >
      {list.begin}
    </Button>
  );
  const columns: readonly Column<SetupSummary>[] = [
    {
      key: 'sync',
      title: list.sync,
      cell: ({ id, name, left, right }) => (
        <span className="name">
          <Link href={`/setup/${id}`}>{name ?? list.unnamed}</Link>
          <span className="small">{list.between(placeOf(left), placeOf(right))}</span>
        </span>
      ),
    },
    { key: 'step', title: list.step, cell: ({ step }) => steps[step] },
    { key: 'changed', title: list.changed, cell: ({ updatedAt }, now) => sayMoment(updatedAt, now) },
    {
      key: 'discard',
      title: list.discard,
      cell: ({ id, name }) => (
        <Button
          appearance="subtle"
          onClick={() => void discard.run(id)}
          isDisabled={!may('administrator')}
          aria-label={`${list.discard}: ${name ?? list.unnamed}`}
        >
          {list.discard}
        </Button>
      ),
    },
  ];
  const deed = begin.error === null ? discard : begin;
  return (
    <Page title={list.title} lead={list.lead} actions={pages.rows?.length ? button : undefined}>
      {deed.error !== null && <Trouble error={deed.error} again={deed.clear} />}
      <LongList
        label={list.title}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            header={list.none}
            description={may('administrator') ? list.noneHelp : list.unlicensed}
            headingLevel={2}
            primaryAction={button}
          />
        }
      />
    </Page>
  );
}

function placeOf({ connection, container }: SetupSummary['left']): string {
  const parts = [container, connection].filter((part) => part !== null);
  return parts.length === 0 ? list.nothingChosen : parts.join(' · ');
}
