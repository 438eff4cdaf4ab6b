import Lozenge from '@atlaskit/lozenge';
import type { ReactNode } from 'react';
import type { User } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';

const { people } = WORDS;
const { columns } = people;
const APPEARANCES = { invited: 'inprogress', active: 'success', disabled: 'default' } as const;

/** What the list tells of each account. @param deeds what can be done with it; null: nothing, by whoever looks */
export function userColumns(
  isMyself: (user: User) => boolean,
  deeds: ((user: User) => ReactNode) | null,
): readonly Column<User>[] {
  return [
    {
      key: 'name',
      title: columns.name,
      cell: (user) => (
        <span className="row">
          {user.name}
          {isMyself(user) && <span className="small">{people.you}</span>}
        </span>
      ),
    },
    { key: 'role', title: columns.role, cell: ({ role }) => people.roles[role] },
    {
      key: 'state',
      title: columns.state,
      cell: ({ state }) => <Lozenge appearance={APPEARANCES[state]}>{people.states[state]}</Lozenge>,
    },
    { key: 'made', title: columns.made, cell: ({ createdAt }, now) => sayMoment(createdAt, now) },
    ...(deeds === null ? [] : [{ key: 'deeds', title: columns.deeds, cell: deeds }]),
  ];
}
