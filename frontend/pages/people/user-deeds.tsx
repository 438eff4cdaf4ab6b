import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { call } from '../../api/call.js';
import type { InvitedUser, User } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Confirm } from '../shell/confirm.js';
import { useHere } from '../shell/here.js';

const { people } = WORDS;
const ROLES = ['viewer', 'operator', 'administrator'] as const;
type Asked = { readonly deed: 'reset' | 'disable' } | { readonly deed: 'role'; readonly role: User['role'] };

/** Another role, another password, or none any more. */
export function UserDeeds({
  user: { name, role, state },
  isMyself,
  done,
}: {
  readonly user: User;
  readonly isMyself: boolean;
  /** Told the link that was made, if one was. */
  readonly done: (made: InvitedUser | null) => void;
}) {
  const { host } = useHere();
  const [asked, setAsked] = useState<Asked | null>(null);
  if (state === 'disabled') return null;
  const given = { path: { name }, body: { evenMyself: isMyself } };
  const deeds = {
    reset: async () => done(await call(host, 'POST /api/v1/users/{name}/reset', given)),
    disable: async () => {
      await call(host, 'POST /api/v1/users/{name}/disable', given);
      done(null);
    },
    role: async (wanted: User['role']) => {
      const body = { role: wanted, evenMyself: isMyself };
      await call(host, 'POST /api/v1/users/{name}/role', { path: { name }, body });
      done(null);
    },
  };
  return (
    <div className="row">
      <span className="choice">
        <select
          aria-label={people.changeRole(name)}
          value={role}
          onChange={({ target }) => setAsked({ deed: 'role', role: target.value as User['role'] })}
        >
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {people.roles[each]}
            </option>
          ))}
        </select>
      </span>
      {(['reset', 'disable'] as const).map((deed) => (
        <Button key={deed} onClick={() => setAsked({ deed })} aria-label={people.of(people[deed], name)}>
          {people[deed]}
        </Button>
      ))}
      {asked !== null && (
        <Confirm
          {...wordsOf(asked, name)}
          isDangerous={asked.deed === 'disable'}
          deed={() => (asked.deed === 'role' ? deeds.role(asked.role) : deeds[asked.deed]())}
          close={() => setAsked(null)}
        >
          <p>{whatOf(asked)}</p>
          {isMyself && <p>{people.myself}</p>}
        </Confirm>
      )}
    </div>
  );
}

function wordsOf(asked: Asked, name: string): { readonly title: string; readonly confirm: string } {
  switch (asked.deed) {
    case 'reset':
      return { title: people.resetting.title(name), confirm: people.reset };
    case 'disable':
      return { title: people.disabling.title(name), confirm: people.disable };
    case 'role':
      return { title: people.demoting.title(name, people.roles[asked.role]), confirm: people.roles[asked.role] };
  }
}

function whatOf({ deed }: Asked): string {
  return { reset: people.resetting.what, disable: people.disabling.what, role: people.demoting.what }[deed];
}
