import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { call } from '../../api/call.js';
import type { Token } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Confirm } from '../shell/confirm.js';
import { useHere } from '../shell/here.js';

const { people } = WORDS;

/** Ends a token, which may be the one by which the person has come in. */
export function RevokeToken({ token: { name }, done }: { readonly token: Token; readonly done: () => void }) {
  const { host, whereabouts } = useHere();
  const [isAsked, setAsked] = useState(false);
  const isMyself = whereabouts.person === name;
  const revoke = async () => {
    await call(host, 'POST /api/v1/tokens/{name}/revoke', { path: { name }, body: { evenMyself: isMyself } });
    done();
  };
  return (
    <>
      <Button onClick={() => setAsked(true)} aria-label={people.of(people.revoke, name)}>
        {people.revoke}
      </Button>
      {isAsked && (
        <Confirm
          title={people.revoking.title(name)}
          confirm={people.revoke}
          isDangerous
          deed={revoke}
          close={() => setAsked(false)}
        >
          <p>{people.revoking.what}</p>
          {isMyself && <p>{people.myself}</p>}
        </Confirm>
      )}
    </>
  );
}
