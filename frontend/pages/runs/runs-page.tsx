import EmptyState from '@atlaskit/empty-state';
import { useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import type { Run } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Choice } from '../lists/choice.js';
import { LongList } from '../lists/long-list.js';
import { usePages } from '../lists/use-pages.js';
import { useHere } from '../shell/here.js';
import { type LiveWord, useLive } from '../shell/live-updates.js';
import { Page } from '../shell/page.js';
import { RUN_COLUMNS } from './run-columns.js';

const LIVE: readonly LiveWord[] = ['runs'];
const PAGE = '100';

const { runs, lists } = WORDS;
const STATES = withAll(runs.states);
const MODES = withAll(runs.modes);

/** Every run, newest first. */
export default function RunsPage() {
  const { host } = useHere();
  const [state, setState] = useState<Run['state'] | ''>('');
  const [mode, setMode] = useState<Run['mode'] | ''>('');
  const ask = useCallback(
    (after: string | null) =>
      call(host, 'GET /api/v1/runs', {
        query: {
          limit: PAGE,
          ...(after !== null && { cursor: after }),
          ...(state !== '' && { state }),
          ...(mode !== '' && { mode }),
        },
      }),
    [host, state, mode],
  );
  const pages = usePages(ask);
  // Who has scrolled down reads there: the list is not pulled away from under him.
  const isAtTop = (pages.rows?.length ?? 0) <= Number(PAGE);
  const refresh = useCallback(() => {
    if (isAtTop) pages.again();
  }, [isAtTop, pages.again]);
  useLive(LIVE, refresh);
  return (
    <Page title={runs.title} lead={runs.lead}>
      <div className="row">
        <Choice label={runs.state} value={state} options={STATES} choose={setState} />
        <Choice label={runs.mode} value={mode} options={MODES} choose={setMode} />
      </div>
      <LongList
        label={runs.title}
        columns={RUN_COLUMNS}
        pages={pages}
        rowKey={({ id }) => id}
        empty={<EmptyState header={runs.none} description={runs.noneHelp} headingLevel={2} />}
      />
    </Page>
  );
}

function withAll<Value extends string>(words: Readonly<Record<Value, string>>) {
  const options = Object.entries(words) as [Value, string][];
  return [{ value: '' as Value | '', word: lists.all }, ...options.map(([value, word]) => ({ value, word }))];
}
