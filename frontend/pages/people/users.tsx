import Button from '@atlaskit/button/new';
import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import { useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import type { InvitedUser, User } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { FactTable } from '../lists/fact-table.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { useAnswer } from '../shell/use-answer.js';
import { NewUser } from './new-user.js';
import { ShownOnce } from './shown-once.js';
import { userColumns } from './user-columns.js';
import { UserDeeds } from './user-deeds.js';

const { people } = WORDS;

/** Accounts of people who open the server directly. */
export function Users() {
  const { host, may, whereabouts } = useHere();
  const asked = useAnswer(useCallback(() => call(host, 'GET /api/v1/users'), [host]));
  const [isAdding, setAdding] = useState(false);
  const [invited, setInvited] = useState<InvitedUser | null>(null);
  const mayChange = may('administrator');
  const done = (made: InvitedUser | null) => {
    setAdding(false);
    if (made !== null) setInvited(made);
    asked.again();
  };
  const isMyself = ({ name }: User) => isSame(name, whereabouts.person);
  const columns = userColumns(
    isMyself,
    mayChange ? (user) => <UserDeeds user={user} isMyself={isMyself(user)} done={done} /> : null,
  );
  return (
    <section className="stack">
      <div className="bar">
        <Heading size="medium" as="h2">
          {people.users}
        </Heading>
        {mayChange && !isAdding && <Button onClick={() => setAdding(true)}>{people.addUser}</Button>}
      </div>
      {isAdding && <NewUser done={done} cancel={() => setAdding(false)} />}
      {invited !== null && (
        <ShownOnce
          key={invited.link}
          title={people.made.link(invited.user.name)}
          help={people.made.linkHelp}
          secret={new URL(invited.link, window.location.origin).href}
          close={() => setInvited(null)}
        />
      )}
      <Answered asked={asked}>
        {({ items }, now) =>
          items.length === 0 ? (
            <EmptyState header={people.noUsers} description={people.noUsersHelp} headingLevel={3} />
          ) : (
            <FactTable label={people.users} columns={columns} rows={items} rowKey={({ name }) => name} now={now} />
          )
        }
      </Answered>
    </section>
  );
}

function isSame(name: string, person: string | null): boolean {
  return person !== null && name.toLowerCase() === person.toLowerCase();
}
