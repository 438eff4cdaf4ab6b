import Button from '@atlaskit/button/new';
import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import { useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import type { MadeToken, Token } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { FactTable } from '../lists/fact-table.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { useAnswer } from '../shell/use-answer.js';
import { NewToken } from './new-token.js';
import { RevokeToken } from './revoke-token.js';
import { ShownOnce } from './shown-once.js';

const { people } = WORDS;
const { columns } = people;
const COLUMNS: readonly Column<Token>[] = [
  { key: 'name', title: columns.name, cell: ({ name }) => name },
  { key: 'scope', title: columns.scope, cell: ({ scope }) => people.scopes[scope] },
  { key: 'made', title: columns.made, cell: ({ createdAt }, now) => sayMoment(createdAt, now) },
  {
    key: 'ends',
    title: columns.ends,
    cell: ({ expiresAt }, now) => (expiresAt === null ? people.never : sayMoment(expiresAt, now)),
  },
];

/** What lets programs in. */
export function Tokens() {
  const { host, may } = useHere();
  const asked = useAnswer(useCallback(() => call(host, 'GET /api/v1/tokens'), [host]));
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<MadeToken | null>(null);
  const done = (token: MadeToken | null) => {
    setMaking(false);
    setMade(token);
    asked.again();
  };
  const mayChange = may('administrator');
  const deeds: readonly Column<Token>[] = mayChange
    ? [{ key: 'deeds', title: columns.deeds, cell: (token) => <RevokeToken token={token} done={() => done(null)} /> }]
    : [];
  return (
    <section className="stack">
      <div className="bar">
        <Heading size="medium" as="h2">
          {people.tokens}
        </Heading>
        {mayChange && !isMaking && <Button onClick={() => setMaking(true)}>{people.addToken}</Button>}
      </div>
      <p className="subtle">{people.tokensHelp}</p>
      {isMaking && <NewToken done={done} cancel={() => setMaking(false)} />}
      {made !== null && (
        <ShownOnce
          key={made.token}
          title={people.made.token(made.name)}
          help={people.made.tokenHelp}
          secret={made.token}
          close={() => setMade(null)}
        />
      )}
      <Answered asked={asked}>
        {({ items }, now) =>
          items.length === 0 ? (
            <EmptyState header={people.noTokens} description={people.noTokensHelp} headingLevel={3} />
          ) : (
            <FactTable
              label={people.tokens}
              columns={[...COLUMNS, ...deeds]}
              rows={items}
              rowKey={({ name }) => name}
              now={now}
            />
          )
        }
      </Answered>
    </section>
  );
}
