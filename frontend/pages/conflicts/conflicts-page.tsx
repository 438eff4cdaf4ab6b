import EmptyState from '@atlaskit/empty-state';
import { useCallback, useState } from 'react';
import { Link, useParams } from 'wouter';
import { call } from '../../api/call.js';
import type { Conflict } from '../../api/operations.js';
import { sayMessage } from '../../words/message.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { type FieldWords, useMappedFields } from '../fields/use-mapped-fields.js';
import { Choice } from '../lists/choice.js';
import type { Column } from '../lists/column.js';
import { LongList } from '../lists/long-list.js';
import { useLivePages } from '../lists/use-live-pages.js';
import { useHere } from '../shell/here.js';
import type { LiveWord } from '../shell/live-updates.js';
import { Page } from '../shell/page.js';
import { nameOfHeld } from './name-of-held.js';

const LIVE: readonly LiveWord[] = ['conflicts'];

const { conflicts } = WORDS;
const { columns } = conflicts;
type Shown = keyof typeof conflicts.shows;
const SHOWS = Object.entries(conflicts.shows).map(([value, word]) => ({ value: value as Shown, word }));

/** What waits for a person, of everything or of one integration, the oldest first. */
export default function ConflictsPage() {
  const { host } = useHere();
  const { integration } = useParams<{ readonly integration?: string }>();
  const [state, setState] = useState<Shown>('');
  const ask = useCallback(
    (query: Readonly<Record<string, string>>) =>
      call(host, 'GET /api/v1/conflicts', {
        query: {
          ...query,
          ...(state === '' ? { state: 'open' } : { state }),
          ...(integration !== undefined && { integration }),
        },
      }),
    [host, state, integration],
  );
  const pages = useLivePages(ask, LIVE);
  const words = useMappedFields(
    host,
    (pages.rows ?? []).map(({ integration }) => integration),
  );
  return (
    <Page
      title={integration === undefined ? conflicts.title : conflicts.of(integration)}
      lead={conflicts.lead}
      {...(integration !== undefined && { trail: <Link href="/conflicts">{conflicts.all}</Link> })}
    >
      <div className="row">
        <Choice label={conflicts.show} value={state} options={SHOWS} choose={setState} />
      </div>
      <LongList
        label={conflicts.title}
        columns={columnsOf(words)}
        pages={pages}
        rowKey={({ id }) => id}
        empty={
          state === '' ? (
            <EmptyState header={conflicts.none} description={conflicts.noneHelp} headingLevel={2} />
          ) : (
            <EmptyState header={conflicts.noneSettled} headingLevel={2} />
          )
        }
      />
    </Page>
  );
}

function columnsOf(words: FieldWords): readonly Column<Conflict>[] {
  return [
    {
      key: 'field',
      title: columns.field,
      cell: (conflict) => (
        <span className="name">
          <Link href={`/conflicts/${conflict.id}`}>{nameOfHeld(words, conflict)}</Link>
          <span className="small">{conflict.integration}</span>
        </span>
      ),
    },
    { key: 'pair', title: columns.pair, cell: ({ left, right }) => conflicts.pair(left.key, right.key) },
    {
      key: 'why',
      title: columns.why,
      cell: ({ reason, message, left, right }) => (
        <span className="name">
          <span>{conflicts.reasons[reason]}</span>
          <span className="small">{sayMessage(message, { left: left.key, right: right.key })}</span>
        </span>
      ),
    },
    { key: 'since', title: columns.since, cell: ({ openedAt }, now) => sayMoment(openedAt, now) },
  ];
}
