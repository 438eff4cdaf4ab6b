import ProgressBar from '@atlaskit/progress-bar';
import type { RunWithProgress } from '../../api/operations.js';
import { sayDuration } from '../../words/duration.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { StateOfRun } from './state-of-run.js';

const { runs } = WORDS;
const COUNTERS = ['read', 'created', 'updated', 'skipped', 'held', 'failed'] as const;

/** How a run stands: while it runs how far it is and how long it will take, then what it has done. */
export function RunFacts({ run, now }: { readonly run: RunWithProgress; readonly now: Date }) {
  const { state, phase, startedAt, finishedAt, counters, calls, resumeInMs } = run;
  const isUnderWay = state === 'running' || state === 'delayed';
  const facts = [
    ...(startedAt === null ? [runs.notYet] : [sayMoment(startedAt, now)]),
    ...(startedAt === null ? [] : [sayDuration(tookMs(startedAt, finishedAt, now))]),
    ...(state === 'running' ? [runs.phases[phase]] : []),
    ...(state === 'delayed' ? [runs.resumesIn(sayDuration(resumeInMs))] : []),
  ];
  return (
    <div className="stack">
      <div className="row">
        <StateOfRun state={state} />
        <span className="small">{facts.join(' · ')}</span>
      </div>
      {isUnderWay && <Progress run={run} now={now} />}
      <dl className="figures">
        {COUNTERS.map((counter) => (
          <div key={counter}>
            <dt>{runs.counters[counter]}</dt>
            <dd>{counters[counter].toLocaleString('en')}</dd>
          </div>
        ))}
        {Object.entries(calls).map(([connection, { reads, writes }]) => (
          <div key={connection}>
            <dt>{`${runs.calls}, ${connection}`}</dt>
            <dd className="figures__words">{runs.callsOf(reads, writes)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Progress({ run: { progress, startedAt }, now }: { readonly run: RunWithProgress; readonly now: Date }) {
  const { done, total } = progress;
  const elapsedMs = startedAt === null ? 0 : tookMs(startedAt, null, now);
  const perMs = elapsedMs === 0 ? 0 : done / elapsedMs;
  const words = [
    runs.progressOf(done, total),
    ...(perMs === 0 ? [] : [runs.rate(perMs * 1_000)]),
    ...(perMs === 0 || done >= total ? [] : [runs.timeLeft(sayDuration((total - done) / perMs))]),
  ];
  return (
    <div className="stack">
      <ProgressBar ariaLabel={runs.progress} value={total === 0 ? 0 : done / total} isIndeterminate={total === 0} />
      <span className="small">{words.join(' · ')}</span>
    </div>
  );
}

function tookMs(startedAt: string, finishedAt: string | null, now: Date): number {
  const end = finishedAt === null ? now : new Date(finishedAt);
  return Math.max(0, end.getTime() - new Date(startedAt).getTime());
}
