import Button from '@atlaskit/button/new';
import { useCallback } from 'react';
import { call } from '../../api/call.js';
import type { Host } from '../../host/host.js';
import { WORDS } from '../../words/words.js';
import { Arrived } from '../arrival/arrived.js';
import { Trouble } from '../trouble.js';
import { useAnswer } from '../use-answer.js';
import { Waiting } from '../waiting.js';
import { LinkFacts } from './link-facts.js';

/** Whether the issue that is looked at is in step, and with what. */
export function PanelPage({ host }: { readonly host: Host }) {
  return (
    <Arrived host={host} isPanel>
      {() => <OfIssue host={host} />}
    </Arrived>
  );
}

function OfIssue({ host }: { readonly host: Host }) {
  const ask = useCallback(async () => {
    const issue = await host.shownIssue();
    if (issue === null) return { issue, links: [] };
    const { items } = await call(host, 'GET /api/v1/links', { query: { item: issue.key } });
    return { issue, links: items.filter(({ endedAt }) => endedAt === null) };
  }, [host]);
  const { answer, error, answeredAt, again } = useAnswer(ask);
  if (error !== null) {
    return (
      <>
        <Trouble error={error} again={again} />
      </>
    );
  }
  if (answer === null || answeredAt === null) return <Waiting isSmall />;
  const { issue, links } = answer;
  return (
    <>
      {issue === null && <p className="subtle">{WORDS.panel.noIssue}</p>}
      {issue !== null && links.length === 0 && (
        <p className="subtle">{`${WORDS.panel.notLinked}. ${WORDS.panel.notLinkedHelp}`}</p>
      )}
      {links.map((link) => (
        <LinkFacts key={link.id} link={link} shownKey={issue?.key ?? ''} now={answeredAt} />
      ))}
      <div>
        <Button spacing="compact" onClick={again}>
          {WORDS.refresh}
        </Button>
      </div>
    </>
  );
}
