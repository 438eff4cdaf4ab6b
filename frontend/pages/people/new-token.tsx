import { useState } from 'react';
import { call } from '../../api/call.js';
import type { MadeToken, Token } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { ChoiceEntry, TextEntry } from '../connections/entry.js';
import { useHere } from '../shell/here.js';
import { SmallForm } from './small-form.js';

const { people } = WORDS;
const SCOPES = (['viewer', 'operator', 'administrator', 'metrics'] as const).map((value) => ({
  value,
  word: people.scopes[value],
}));

/** Makes a token, which is shown once. */
export function NewToken({ done, cancel }: { readonly done: (made: MadeToken) => void; readonly cancel: () => void }) {
  const { host } = useHere();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Token['scope']>('viewer');
  const [days, setDays] = useState('90');
  const make = async () => {
    const body = { name: name.trim(), scope, days: days === '' ? null : Number(days) };
    done(await call(host, 'POST /api/v1/tokens', { body }));
  };
  return (
    <SmallForm submit={people.form.make} deed={make} cancel={cancel}>
      {(faults) => (
        <>
          <TextEntry
            label={people.form.tokenName}
            value={name}
            write={setName}
            help={people.form.tokenNameHelp}
            fault={faults.get('#/name')}
            isRequired
          />
          <ChoiceEntry
            label={people.form.scope}
            value={scope}
            options={SCOPES}
            write={setScope}
            fault={faults.get('#/scope')}
          />
          <TextEntry
            label={people.form.days}
            type="number"
            value={days}
            write={setDays}
            help={people.form.daysHelp}
            fault={faults.get('#/days')}
          />
        </>
      )}
    </SmallForm>
  );
}
