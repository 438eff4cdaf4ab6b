import { useState } from 'react';
import { call } from '../../api/call.js';
import type { InvitedUser, User } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { ChoiceEntry, TextEntry } from '../connections/entry.js';
import { useHere } from '../shell/here.js';
import { SmallForm } from './small-form.js';

const { people } = WORDS;
const ROLES = (['viewer', 'operator', 'administrator'] as const).map((value) => ({ value, word: people.roles[value] }));

/** Adds a person, who gets a link to choose a password by. */
export function NewUser({ done, cancel }: { readonly done: (made: InvitedUser) => void; readonly cancel: () => void }) {
  const { host } = useHere();
  const [name, setName] = useState('');
  const [role, setRole] = useState<User['role']>('operator');
  const add = async () => done(await call(host, 'POST /api/v1/users', { body: { name: name.trim(), role } }));
  return (
    <SmallForm submit={people.form.add} deed={add} cancel={cancel}>
      {(faults) => (
        <>
          <TextEntry
            label={people.form.name}
            value={name}
            write={setName}
            help={people.form.nameHelp}
            fault={faults.get('#/name')}
            isRequired
          />
          <ChoiceEntry
            label={people.form.role}
            value={role}
            options={ROLES}
            write={setRole}
            help={people.roleHelp[role]}
            fault={faults.get('#/role')}
          />
        </>
      )}
    </SmallForm>
  );
}
