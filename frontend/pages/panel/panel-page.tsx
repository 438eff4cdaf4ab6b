import Button from '@atlaskit/button/new';
import { useCallback } from 'react';
import { call } from '../../api/call.js';
import type { IssueLink, Operations } from '../../api/operations.js';
import type { Host, ShownIssue } from '../../host/host.js';
import { WORDS } from '../../words/words.js';
import { Arrived } from '../arrival/arrived.js';
import { Trouble } from '../shell/trouble.js';
import { useAnswer } from '../shell/use-answer.js';
import { Waiting } from '../shell/waiting.js';
import { Partner } from './partner.js';
import type { PanelDeeds } from './partner-deeds.js';
import { useLooks } from './use-looks.js';
import { WhyNone } from './why-none.js';

type ShownLinks = Operations['answers']['GET /api/v1/issues/{issue}'];

/** Whether the issue that is looked at is in step, and with what. */
export function PanelPage({ host }: { readonly host: Host }) {
  return (
    <Arrived host={host} isPanel>
      {() => (
        <>
          <h1 className="unseen">{WORDS.product}</h1>
          <OfShownIssue host={host} />
        </>
      )}
    </Arrived>
  );
}

function OfShownIssue({ host }: { readonly host: Host }) {
  const ask = useCallback(() => host.shownIssue(), [host]);
  const { answer: issue, isAsking } = useAnswer(ask);
  if (isAsking) return <Waiting isSmall />;
  if (issue === null) return <p className="subtle">{WORDS.panel.noIssue}</p>;
  return <OfIssue host={host} issue={issue} />;
}

function OfIssue({ host, issue }: { readonly host: Host; readonly issue: ShownIssue }) {
  const ask = useCallback(
    () => call(host, 'GET /api/v1/issues/{issue}', { path: { issue: issue.id } }),
    [host, issue.id],
  );
  const { answer, error, answeredAt, again } = useAnswer(ask);
  const [isExpecting, expect] = useLooks(again, answer !== null && isSettled(answer));
  if (answer === null || answeredAt === null) {
    return error === null ? <Waiting isSmall /> : <Trouble error={error} again={again} />;
  }
  const { links, unlinked } = answer;
  return (
    <>
      {error !== null && <Trouble error={error} again={again} />}
      {links.length + unlinked.length === 0 && <p className="subtle">{WORDS.panel.nothing}</p>}
      {links.map((link) => (
        <Partner
          key={link.link}
          link={link}
          now={answeredAt}
          isExpecting={isExpecting}
          deeds={deedsOf(host, issue, link, { expect, again })}
        />
      ))}
      {unlinked.map((each) => (
        <WhyNone
          key={each.integration}
          unlinked={each}
          isExpecting={isExpecting}
          create={async () => {
            const given = { path: { issue: issue.id }, body: { integration: each.integration } };
            await call(host, 'POST /api/v1/issues/{issue}/partners', given);
            expect();
          }}
        />
      ))}
      <div>
        <Button spacing="compact" appearance="subtle" onClick={again}>
          {WORDS.refresh}
        </Button>
      </div>
    </>
  );
}

/** Without a partner, and none is on its way. */
function isSettled({ links, unlinked }: ShownLinks): boolean {
  return links.length === 0 && unlinked.every(({ reason }) => reason !== 'next run');
}

function deedsOf(
  host: Host,
  { id: issue }: ShownIssue,
  { link }: IssueLink,
  { expect, again }: { readonly expect: () => void; readonly again: () => void },
): PanelDeeds {
  return {
    async sync() {
      await call(host, 'POST /api/v1/issues/{issue}/links/{link}/sync', { path: { issue, link } });
      expect();
    },
    async unlink() {
      await call(host, 'POST /api/v1/issues/{issue}/links/{link}/unlink', { path: { issue, link } });
      again();
    },
    async settle({ conflict, version }, decision) {
      const answer = 'take' in decision ? { take: decision.take } : { value: decision.value };
      const given = { path: { issue, conflict }, body: { version, ...answer } };
      try {
        await call(host, 'POST /api/v1/issues/{issue}/conflicts/{conflict}/answer', given);
        expect();
      } finally {
        // Refused because something has moved: then the new values are what the person needs.
        again();
      }
    },
  };
}
