import EmptyState from '@atlaskit/empty-state';
import { useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import type { Run } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Choice } from '../lists/choice.js';
import { LongList } from '../lists/long-list.js';
import { useLivePages } from '../lists/use-live-pages.js';
import { withAll } from '../lists/with-all.js';
import { PausedNote } from '../paused/paused-note.js';
import { useHere } from '../shell/here.js';
import type { LiveWord } from '../shell/live-updates.js';
import { Page } from '../shell/page.js';
import { RUN_COLUMNS } from './run-columns.js';

const LIVE: readonly LiveWord[] = ['runs'];

const { runs } = WORDS;
const STATES = withAll(runs.states);
const MODES = withAll(runs.modes);

/** Every run, newest first. */
export default function RunsPage() {
  const { host } = useHere();
  const [state, setState] = useState<Run['state'] | ''>('');
  const [mode, setMode] = useState<Run['mode'] | ''>('');
  const ask = useCallback(
    (paging: Readonly<Record<string, string>>) =>
      call(host, 'GET /api/v1/runs', {
        query: { ...paging, ...(state !== '' && { state }), ...(mode !== '' && { mode }) },
      }),
    [host, state, mode],
  );
  const pages = useLivePages(ask, LIVE);
  return (
    <Page title={runs.title} lead={runs.lead}>
      <PausedNote />
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
