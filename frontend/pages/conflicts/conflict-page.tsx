import Heading from '@atlaskit/heading';
import SectionMessage from '@atlaskit/section-message';
import { useCallback, useState } from 'react';
import { Link, useParams } from 'wouter';
import { call } from '../../api/call.js';
import type { Conflict, FieldEdit } from '../../api/operations.js';
import { ProblemError } from '../../api/problem-error.js';
import { sayMessage } from '../../words/message.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { type FieldWords, useMappedFields } from '../fields/use-mapped-fields.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { type LiveWord, useLiveAnswer } from '../shell/live-updates.js';
import { Page } from '../shell/page.js';
import { useAnswer } from '../shell/use-answer.js';
import { nameOfHeld } from './name-of-held.js';
import { type Decision, type SettleChoice, SettleForm } from './settle-form.js';

const LIVE: readonly LiveWord[] = ['conflicts'];

const { conflicts } = WORDS;
type Take = 'left' | 'right' | 'base';

/** One held field: what each side has, what it was, and the decision. */
export default function ConflictPage() {
  const { host } = useHere();
  const { id = '' } = useParams();
  const ask = useCallback(() => call(host, 'GET /api/v1/conflicts/{id}', { path: { id } }), [host, id]);
  const asked = useLiveAnswer(ask, LIVE);
  const words = useMappedFields(host, [asked.answer?.integration ?? null]);
  const { answer } = asked;
  const title = answer === null ? conflicts.title : nameOfHeld(words, answer);
  return (
    <Page
      title={title}
      trail={<Link href="/conflicts">{conflicts.all}</Link>}
      {...(answer !== null && { lead: <Pair conflict={answer} /> })}
    >
      <Answered asked={asked}>
        {(conflict, now) => (
          <>
            <SectionMessage title={conflicts.reasons[conflict.reason]}>
              <p>
                {conflicts.since(
                  conflict.reason === 'conflict'
                    ? null
                    : sayMessage(conflict.message, { left: conflict.left.key, right: conflict.right.key }),
                  sayMoment(conflict.openedAt, now),
                )}
              </p>
            </SectionMessage>
            <Versions conflict={conflict} words={words} now={now} />
            <Deciding conflict={conflict} words={words} settled={asked.again} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Pair({ conflict: { left, right, link } }: { readonly conflict: Conflict }) {
  return (
    <>
      {conflicts.pair(left.key, right.key)} · <Link href={`/items/${link}`}>{conflicts.item}</Link>
    </>
  );
}

/** The value on each side, and what both agreed on before. */
function Versions({
  conflict,
  words,
  now,
}: {
  readonly conflict: Conflict;
  readonly words: FieldWords;
  readonly now: Date;
}) {
  const { host } = useHere();
  const { id, integration, field, left, right, version } = conflict;
  // Another version is another edit.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked anew when a side has moved
  const ask = useCallback(() => call(host, 'GET /api/v1/conflicts/{id}/edits', { path: { id } }), [host, id, version]);
  const { answer: edits } = useAnswer(ask);
  const versions = [
    {
      title: left.key,
      value: words.valueOf(integration, field, 'left', left.value),
      edit: sayEdit(edits?.left ?? null, now),
    },
    { title: conflicts.base, value: baseOf(conflict, words) ?? conflicts.noBase, edit: '' },
    {
      title: right.key,
      value: words.valueOf(integration, field, 'right', right.value),
      edit: sayEdit(edits?.right ?? null, now),
    },
  ];
  return (
    <div className="versions">
      {versions.map(({ title, value, edit }) => (
        <section key={title} className="versions__one">
          <Heading size="xsmall" as="h2">
            {title}
          </Heading>
          <p>{value}</p>
          {edit !== '' && <span className="small">{edit}</span>}
        </section>
      ))}
    </div>
  );
}

function sayEdit(edit: FieldEdit, now: Date): string {
  return edit === null ? '' : conflicts.edited(edit.by, sayMoment(edit.at, now));
}

function Deciding({
  conflict,
  words,
  settled,
}: {
  readonly conflict: Conflict;
  readonly words: FieldWords;
  readonly settled: () => void;
}) {
  const { host, may } = useHere();
  const [isStale, setStale] = useState(false);
  if (conflict.state !== 'open') return <p>{conflict.state === 'closed' ? conflicts.closed : conflicts.answered}</p>;
  if (!may('operator')) return <p className="subtle">{conflicts.noRight}</p>;
  const settle = async (decision: Decision<Take>) => {
    const body = { version: conflict.version, ...decision };
    try {
      await call(host, 'POST /api/v1/conflicts/{id}/answer', { path: { id: conflict.id }, body });
      setStale(false);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 409) throw error;
      setStale(true);
    }
    settled();
  };
  return (
    <>
      {isStale && (
        <div role="alert">
          <SectionMessage appearance="warning" title={conflicts.stale}>
            <p>{conflicts.staleHelp}</p>
          </SectionMessage>
        </div>
      )}
      <SettleForm
        key={conflict.version}
        choices={choicesOf(conflict, words)}
        keyOfOwn={conflict.left.key}
        settle={settle}
      />
    </>
  );
}

function choicesOf(conflict: Conflict, words: FieldWords): readonly SettleChoice<Take>[] {
  const { integration, field } = conflict;
  const sides = (['left', 'right'] as const).map((side) => {
    const { key, value } = conflict[side];
    return {
      take: side,
      word: conflicts.take[side](key),
      value: words.valueOf(integration, field, side, value),
      always: conflicts.always(key),
    };
  });
  const base = baseOf(conflict, words);
  return base === null ? sides : [...sides, { take: 'base', word: conflicts.take.base, value: base, always: null }];
}

function baseOf({ integration, field, base }: Conflict, words: FieldWords): string | null {
  if (base === null) return null;
  return conflicts.baseOf(
    words.valueOf(integration, field, 'left', base.left),
    words.valueOf(integration, field, 'right', base.right),
  );
}
