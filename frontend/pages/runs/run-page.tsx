import Heading from '@atlaskit/heading';
import SectionMessage from '@atlaskit/section-message';
import { useCallback } from 'react';
import { Link, useParams } from 'wouter';
import { call } from '../../api/call.js';
import { WORDS } from '../../words/words.js';
import { PausedNote } from '../paused/paused-note.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { type LiveWord, useLiveAnswer } from '../shell/live-updates.js';
import { Page } from '../shell/page.js';
import { ChangeList } from './change-list.js';
import { RunDeeds } from './run-deeds.js';
import { RunFacts } from './run-facts.js';
import { hasEnded } from './state-of-run.js';
import { StreamTable } from './stream-table.js';
import { WriteList } from './write-list.js';

const LIVE: readonly LiveWord[] = ['runs'];

const { runs } = WORDS;

/** One run: how far it is, what it reads, what it has written, and what went wrong. */
export default function RunPage() {
  const { host } = useHere();
  const { id = '' } = useParams();
  const ask = useCallback(async () => {
    const [run, streams] = await Promise.all([
      call(host, 'GET /api/v1/runs/{id}', { path: { id } }),
      call(host, 'GET /api/v1/streams', { query: { run: id, limit: '200' } }),
    ]);
    return { run, streams: streams.items };
  }, [host, id]);
  const asked = useLiveAnswer(ask, LIVE);
  const run = asked.answer?.run ?? null;
  return (
    <Page
      title={run === null ? runs.title : runs.ofIntegration(runs.modes[run.mode], run.integration ?? runs.gone)}
      trail={<Link href="/runs">{runs.all}</Link>}
      actions={run !== null && <RunDeeds run={run} />}
    >
      <Answered asked={asked}>
        {(answer, now) => (
          <>
            {answer.run.integration !== null && !hasEnded(answer.run.state) && (
              <PausedNote integration={answer.run.integration} />
            )}
            {answer.run.error !== null && (
              <SectionMessage appearance="error" title={runs.error}>
                <p>{answer.run.error.message}</p>
              </SectionMessage>
            )}
            <RunFacts run={answer.run} now={now} />
            <section className="stack">
              <Heading size="small" as="h2">
                {runs.streams}
              </Heading>
              <StreamTable streams={answer.streams} now={now} />
            </section>
            {!hasEnded(answer.run.state) && (
              <section className="stack">
                <Heading size="small" as="h2">
                  {runs.changes}
                </Heading>
                <ChangeList run={answer.run} />
              </section>
            )}
            <section className="stack">
              <Heading size="small" as="h2">
                {runs.writes}
              </Heading>
              <WriteList run={answer.run} />
            </section>
          </>
        )}
      </Answered>
    </Page>
  );
}
