import EmptyState from '@atlaskit/empty-state';
import Textfield from '@atlaskit/textfield';
import { useCallback, useDeferredValue, useId, useState } from 'react';
import { useParams, Link as Way } from 'wouter';
import { call } from '../../api/call.js';
import type { Link } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { type FieldWords, useMappedFields } from '../fields/use-mapped-fields.js';
import { Choice } from '../lists/choice.js';
import type { Column } from '../lists/column.js';
import { LongList } from '../lists/long-list.js';
import { useLivePages } from '../lists/use-live-pages.js';
import { withAll } from '../lists/with-all.js';
import { PausedNote } from '../paused/paused-note.js';
import { useHere } from '../shell/here.js';
import type { LiveWord } from '../shell/live-updates.js';
import { Page } from '../shell/page.js';
import { StateOfLink } from './state-of-link.js';

const LIVE: readonly LiveWord[] = ['links', 'conflicts'];

const { items } = WORDS;
const { columns } = items;
const STATES = withAll(items.states);

/** Every pair, or those of one integration, the youngest first, to be searched by a key of either side. */
export default function ItemsPage() {
  const { host } = useHere();
  const { integration, state: first = '' } = useParams<{ readonly integration?: string; readonly state?: string }>();
  const searchId = useId();
  const [written, setWritten] = useState('');
  const [state, setState] = useState<Link['state'] | ''>(STATES.find(({ value }) => value === first)?.value ?? '');
  // The list follows what is written when there is time for it: no key waits for an answer.
  const search = useDeferredValue(written.trim());
  const ask = useCallback(
    (paging: Readonly<Record<string, string>>) =>
      call(host, 'GET /api/v1/links', {
        query: {
          ...paging,
          ...(search !== '' && { search }),
          ...(state !== '' && { state }),
          ...(integration !== undefined && { integration }),
        },
      }),
    [host, search, state, integration],
  );
  const pages = useLivePages(ask, LIVE);
  const words = useMappedFields(
    host,
    (pages.rows ?? []).map(({ integration }) => integration),
  );
  return (
    <Page
      title={integration === undefined ? items.title : items.of(integration)}
      lead={items.lead}
      {...(integration !== undefined && { trail: <Way href="/items">{items.all}</Way> })}
    >
      <PausedNote integration={integration} />
      <div className="row row--end">
        <span className="choice choice--wide">
          <label htmlFor={searchId} className="small">
            {items.search}
          </label>
          <Textfield
            id={searchId}
            type="search"
            value={written}
            onChange={({ currentTarget }) => setWritten(currentTarget.value)}
          />
        </span>
        <Choice label={items.state} value={state} options={STATES} choose={setState} />
      </div>
      <LongList
        label={items.title}
        columns={columnsOf(words)}
        pages={pages}
        rowKey={({ id }) => id}
        empty={<EmptyState header={items.none} description={items.noneHelp} headingLevel={2} />}
      />
    </Page>
  );
}

function columnsOf(words: FieldWords): readonly Column<Link>[] {
  return [
    {
      key: 'pair',
      title: columns.pair,
      cell: ({ id, left, right }) => <Way href={`/items/${id}`}>{`${left.key} · ${right.key}`}</Way>,
    },
    { key: 'integration', title: columns.integration, cell: ({ integration }) => integration ?? WORDS.runs.gone },
    { key: 'state', title: columns.state, cell: ({ state }) => <StateOfLink state={state} /> },
    { key: 'why', title: columns.why, cell: (link) => whatHinders(link, words) },
    {
      key: 'synced',
      title: columns.synced,
      cell: ({ syncedAt, endedAt }, now) => sayMoment(endedAt ?? syncedAt, now),
    },
  ];
}

/** In the tool's own words, or the fields that wait; nothing where all is well. */
function whatHinders({ integration, problem, held, endedReason }: Link, words: FieldWords): string {
  if (endedReason !== null) return items.ended[endedReason];
  if (problem !== null) return problem;
  return held.length === 0 ? '' : items.heldFields(held.map((field) => words.nameOf(integration, field)).join(', '));
}
