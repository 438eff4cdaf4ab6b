import EmptyState from '@atlaskit/empty-state';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import { useCallback, useState } from 'react';
import { Link } from 'wouter';
import { call } from '../../api/call.js';
import type { Run, Write } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { type FieldWords, useMappedFields } from '../fields/use-mapped-fields.js';
import { Choice } from '../lists/choice.js';
import type { Column } from '../lists/column.js';
import { LongList } from '../lists/long-list.js';
import { useLivePages } from '../lists/use-live-pages.js';
import { withAll } from '../lists/with-all.js';
import { useHere } from '../shell/here.js';
import type { LiveWord } from '../shell/live-updates.js';
import { RetryWrite } from './retry-write.js';

const LIVE: readonly LiveWord[] = ['runs'];

const { runs } = WORDS;
const { writeColumns: columns } = runs;
const STATES = withAll(runs.writeStates);

const APPEARANCES: Readonly<Record<Write['state'], ThemeAppearance>> = {
  intended: 'inprogress',
  unknown: 'moved',
  done: 'success',
  refused: 'removed',
  superseded: 'default',
};

/** What a run has written, the latest first, with before and after and the tool's own words where it refused. */
export function WriteList({ run: { id, integration } }: { readonly run: Run }) {
  const { host } = useHere();
  const [state, setState] = useState<Write['state'] | ''>('');
  const words = useMappedFields(host, [integration]);
  const ask = useCallback(
    (paging: Readonly<Record<string, string>>) =>
      call(host, 'GET /api/v1/writes', { query: { ...paging, run: id, ...(state !== '' && { state }) } }),
    [host, id, state],
  );
  const pages = useLivePages(ask, LIVE);
  return (
    <>
      <div className="row">
        <Choice label={runs.writeState} value={state} options={STATES} choose={setState} />
      </div>
      <LongList
        label={runs.writes}
        columns={columnsOf(words)}
        pages={pages}
        rowKey={(write) => write.id}
        empty={<EmptyState header={runs.noWrites} description={runs.noWritesHelp} headingLevel={3} />}
      />
    </>
  );
}

function columnsOf(words: FieldWords): readonly Column<Write>[] {
  return [
    {
      key: 'item',
      title: columns.item,
      cell: ({ link, keys, side, sourceKey }) => (
        <span className="name">
          {link === null || keys === null ? (sourceKey ?? '') : <Link href={`/items/${link}`}>{keys[side]}</Link>}
          {keys !== null && sourceKey !== null && <span className="small">{runs.forItem(sourceKey)}</span>}
        </span>
      ),
    },
    { key: 'what', title: columns.what, cell: ({ kind }) => runs.writeKinds[kind] },
    {
      key: 'fields',
      title: columns.fields,
      cell: ({ fields, integration, side, error }) => (
        <span className="name">
          {fields.map(({ field, before, after }) => (
            <span key={field}>
              {runs.changed(
                words.nameOf(integration, field),
                words.valueOf(integration, field, side, before),
                words.valueOf(integration, field, side, after),
              )}
            </span>
          ))}
          {error !== null && <span className="small">{error}</span>}
        </span>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      cell: (write) => (
        <span className="name">
          <span>
            <Lozenge appearance={APPEARANCES[write.state]}>{runs.writeStates[write.state]}</Lozenge>
          </span>
          <RetryWrite write={write} />
        </span>
      ),
    },
    { key: 'at', title: columns.at, cell: ({ intendedAt }, now) => sayMoment(intendedAt, now) },
  ];
}
