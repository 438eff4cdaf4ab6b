import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import ProgressBar from '@atlaskit/progress-bar';
import SectionMessage from '@atlaskit/section-message';
import { useCallback, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { call } from '../../../api/call.js';
import type { RunWithProgress } from '../../../api/operations.js';
import { sayDuration } from '../../../words/duration.js';
import { WORDS } from '../../../words/words.js';
import { Answered } from '../../shell/answered.js';
import { useHere } from '../../shell/here.js';
import { type LiveWord, useLiveAnswer } from '../../shell/live-updates.js';
import { Trouble } from '../../shell/trouble.js';
import { useDeed } from '../../shell/use-deed.js';
import type { OpenSetup } from '../use-setup.js';

const { backfill: words } = WORDS.setup;
const LIVE: readonly LiveWord[] = ['runs'];
/** What is counted while a run works is no event of its own. */
const LOOK_EVERY_MS = 2_000;

/** How far the run is that takes over what was there. */
export function BackfillStep({ setup }: OpenSetup) {
  const { host } = useHere();
  const [, go] = useLocation();
  const { id, integration } = setup;
  const ask = useCallback(async () => {
    const query = { integration: integration ?? '', mode: 'onboarding', limit: '1' };
    const { items } = await call(host, 'GET /api/v1/runs', { query });
    const [latest] = items;
    return latest === undefined ? null : call(host, 'GET /api/v1/runs/{id}', { path: { id: latest.id } });
  }, [host, integration]);
  const asked = useLiveAnswer(ask, LIVE);
  const isOver = asked.answer?.finishedAt != null;
  const { again } = asked;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(again, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOver, again]);
  const finish = useDeed(async () => {
    await call(host, 'POST /api/v1/setups/{id}/discard', { path: { id } });
    go('/');
  });
  return (
    <section className="setup-step">
      <div className="setup-step__top">
        <Heading size="medium" as="h2">
          {words.title(integration ?? '')}
        </Heading>
        <p className="subtle">{isOver ? words.done : words.under}</p>
      </div>
      <Answered asked={asked}>
        {(run) => (run === null ? <p className="subtle">{words.noRun}</p> : <Progress run={run} />)}
      </Answered>
      {finish.error !== null && <Trouble error={finish.error} again={finish.clear} />}
      <div className="row">
        <Button appearance="primary" isLoading={finish.isBusy} onClick={() => void finish.run()}>
          {words.finish}
        </Button>
        {asked.answer !== null && <Link href={`/runs/${asked.answer.id}`}>{words.toRun}</Link>}
      </div>
    </section>
  );
}

function Progress({ run }: { readonly run: RunWithProgress }) {
  const { progress, counters, error, state } = run;
  const { done, total, ratePerMinute, remainingSeconds } = progress;
  const isReading = run.phase === 'reading' && run.finishedAt === null;
  const facts = [
    words.progress(done, total),
    ...(ratePerMinute === null ? [] : [words.rate(ratePerMinute)]),
    ...(remainingSeconds === null || remainingSeconds === 0 ? [] : [words.left(sayDuration(remainingSeconds * 1_000))]),
  ];
  const isStopped = ['failed', 'paused', 'stopped'].includes(state);
  return (
    <>
      {error !== null && (
        <SectionMessage
          appearance={isStopped ? 'error' : 'warning'}
          title={isStopped ? words.stopped : state === 'delayed' ? words.waits : words.title(run.integration ?? '')}
        >
          <p>{error.message}</p>
        </SectionMessage>
      )}
      <ProgressBar
        ariaLabel={words.under}
        value={total === 0 ? (run.finishedAt === null ? 0 : 1) : done / total}
        isIndeterminate={isReading && total === 0}
        appearance={run.finishedAt === null ? 'default' : 'success'}
      />
      <p role="status">{isReading && total === 0 ? words.reading : facts.join(' · ')}</p>
      <dl className="counts">
        {(['created', 'updated', 'skipped', 'held', 'failed'] as const).map((counter) => (
          <div key={counter} className={counters[counter] === 0 ? 'count count--none' : 'count'}>
            <dt className="small">{words.counters[counter]}</dt>
            <dd>{counters[counter].toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
