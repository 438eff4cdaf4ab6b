import { useEffect, useState } from 'react';
import { call } from '../../../api/call.js';
import type { TriedField } from '../../../api/operations.js';
import { ProblemError } from '../../../api/problem-error.js';
import { WORDS } from '../../../words/words.js';
import { useHere } from '../../shell/here.js';
import type { Path } from '../draft/json.js';
import { type Side, useForm } from './form-context.js';

const { tried, sides } = WORDS.mapping;
/** So long after the last change a row is tried. */
const QUIET_MS = 300;

type Outcome = { readonly to: Side; readonly answer: TriedField } | { readonly to: Side; readonly failure: string };

/** What a row makes of a real item, as it is typed. */
export function Tried({
  path,
  ways,
  isFaulty,
}: {
  readonly path: Path;
  readonly ways: readonly Side[];
  readonly isFaulty: boolean;
}) {
  const { host } = useHere();
  const { draft, integration, mayChange, tryKey } = useForm();
  const { yaml, isChecking } = draft;
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [item, field] = [Number(path[1]), Number(path[3])];
  const wanted = ways.join(' ');
  const isReady = mayChange && !isFaulty && !isChecking && !draft.isUnreadable;
  useEffect(() => {
    if (!isReady) return;
    let isWanted = true;
    const ask = async (to: Side): Promise<Outcome> => {
      const body = { yaml, item, field, to, ...(tryKey !== '' && { key: tryKey }) };
      const asked = call(host, 'POST /api/v1/integrations/{name}/mapping/try', { path: { name: integration }, body });
      return asked.then(
        (answer): Outcome => ({ to, answer }),
        (error: unknown): Outcome => ({ to, failure: wordsOf(error) }),
      );
    };
    const timer = setTimeout(async () => {
      const all = await Promise.all((wanted.split(' ') as Side[]).map(ask));
      if (isWanted) setOutcomes(all);
    }, QUIET_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [isReady, host, integration, yaml, item, field, tryKey, wanted]);
  if (!mayChange || ways.length === 0) return null;
  return (
    <div className="mapping-tried" role="status" aria-label={tried.title}>
      {isFaulty ? (
        <span className="small">{tried.faulty}</span>
      ) : (
        outcomes.map((outcome) => <Way key={outcome.to} outcome={outcome} />)
      )}
    </div>
  );
}

function Way({ outcome }: { readonly outcome: Outcome }) {
  const side = sides[outcome.to].toLowerCase();
  if ('failure' in outcome) {
    return (
      <p>
        <strong>{tried.gives(side, null)}</strong> {outcome.failure}
      </p>
    );
  }
  const { sourceKey, targetKey, value, result, outcome: given, problem } = outcome.answer;
  return (
    <dl className="mapping-way">
      <dt>{tried.of(sourceKey)}</dt>
      <dd>
        <code>{written(value)}</code>
      </dd>
      {result !== null && (
        <>
          <dt>{tried.raw}</dt>
          <dd>
            <code>{written(result)}</code>
          </dd>
        </>
      )}
      <dt>{problem === null ? tried.gives(side, targetKey) : tried.held}</dt>
      <dd>{problem ?? given}</dd>
    </dl>
  );
}

/** Long values are shown as far as a line goes. */
const LONGEST = 300;

function written(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function wordsOf(error: unknown): string {
  if (error instanceof ProblemError) return error.problem.detail ?? error.problem.title;
  return WORDS.trouble.unreachable;
}
