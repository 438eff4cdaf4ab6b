import Heading from '@atlaskit/heading';
import OutsideLink from '@atlaskit/link';
import SectionMessage from '@atlaskit/section-message';
import { useCallback } from 'react';
import { useParams, Link as Way } from 'wouter';
import { call } from '../../api/call.js';
import type { Change, Conflict, Link } from '../../api/operations.js';
import { sayMessage } from '../../words/message.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { nameOfHeld } from '../conflicts/name-of-held.js';
import { type FieldWords, useMappedFields } from '../fields/use-mapped-fields.js';
import { PausedNote } from '../paused/paused-note.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { type LiveWord, useLiveAnswer } from '../shell/live-updates.js';
import { Page } from '../shell/page.js';
import { HistoryList } from './history-list.js';
import { ItemDeeds } from './item-deeds.js';
import { Proof } from './proof.js';
import { StateOfLink } from './state-of-link.js';

const LIVE: readonly LiveWord[] = ['links', 'conflicts', 'runs'];

const { items } = WORDS;

/** One pair: how it stands, what hinders it, and all that happened to it. */
export default function ItemPage() {
  const { host } = useHere();
  const { id = '' } = useParams();
  const ask = useCallback(async () => {
    const [link, held, waiting] = await Promise.all([
      call(host, 'GET /api/v1/links/{id}', { path: { id } }),
      call(host, 'GET /api/v1/conflicts', { query: { link: id } }),
      call(host, 'GET /api/v1/changes', { query: { link: id } }),
    ]);
    return { link, held: held.items, waiting: waiting.items };
  }, [host, id]);
  const asked = useLiveAnswer(ask, LIVE);
  const link = asked.answer?.link ?? null;
  const words = useMappedFields(host, [link?.integration ?? null]);
  return (
    <Page
      title={link === null ? items.title : `${link.left.key} · ${link.right.key}`}
      trail={<Way href="/items">{items.all}</Way>}
      actions={link !== null && <ItemDeeds link={link} done={asked.again} />}
    >
      <Answered asked={asked}>
        {(answer, now) => (
          <>
            {answer.link.integration !== null && answer.link.endedReason === null && (
              <PausedNote integration={answer.link.integration} />
            )}
            <Standing link={answer.link} now={now} />
            {answer.link.problem !== null && (
              <SectionMessage appearance="error" title={items.states.failed}>
                <p>{answer.link.problem}</p>
              </SectionMessage>
            )}
            {answer.held.map((conflict) => (
              <Held key={conflict.id} conflict={conflict} words={words} />
            ))}
            {answer.waiting.map((change) => (
              <OnItsWay key={change.id} change={change} now={now} />
            ))}
            <section className="stack">
              <div className="bar">
                <Heading size="small" as="h2">
                  {items.history}
                </Heading>
                <Proof linkId={answer.link.id} />
              </div>
              <HistoryList link={answer.link} words={words} />
            </section>
          </>
        )}
      </Answered>
    </Page>
  );
}

function Standing({ link, now }: { readonly link: Link; readonly now: Date }) {
  const { left, right, state, integration, createdAt, syncedAt, endedReason } = link;
  const facts = [
    integration ?? WORDS.runs.gone,
    items.linked(sayMoment(createdAt, now)),
    items.synced(sayMoment(syncedAt, now)),
    ...(endedReason === null ? [] : [items.ended[endedReason]]),
  ];
  return (
    <div className="row">
      <StateOfLink state={state} />
      {[left, right].map(({ key, url }) =>
        url === null ? (
          <span key={key}>{key}</span>
        ) : (
          <OutsideLink key={key} href={url} target="_blank" rel="noopener noreferrer">
            {key}
          </OutsideLink>
        ),
      )}
      <span className="small">{facts.join(' · ')}</span>
    </div>
  );
}

function Held({ conflict, words }: { readonly conflict: Conflict; readonly words: FieldWords }) {
  return (
    <SectionMessage appearance="warning" title={nameOfHeld(words, conflict)}>
      <p>
        {sayMessage(conflict.message, { left: conflict.left.key, right: conflict.right.key })}{' '}
        <Way href={`/conflicts/${conflict.id}`}>{items.decide}</Way>
      </p>
    </SectionMessage>
  );
}

function OnItsWay({ change: { item, foundAt, problem }, now }: { readonly change: Change; readonly now: Date }) {
  return (
    <SectionMessage title={items.waiting} appearance={problem === null ? 'information' : 'warning'}>
      <p>{problem ?? items.waitingHelp(item.key, sayMoment(foundAt, now))}</p>
    </SectionMessage>
  );
}
