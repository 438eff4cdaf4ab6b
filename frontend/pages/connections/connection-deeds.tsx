import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { call } from '../../api/call.js';
import type { Connection } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Confirm } from '../shell/confirm.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';
import { pathOf } from './path-of.js';
import { RemoveConnection } from './remove-connection.js';

const { connections } = WORDS;

/** What can be done with a connection, as far as the person may. */
export function ConnectionDeeds({ connection, done }: { readonly connection: Connection; readonly done: () => void }) {
  const { host, has, may, isOfProjects } = useHere();
  const [, go] = useLocation();
  const [asked, setAsked] = useState<'remove' | 'rebind' | null>(null);
  const { name, state } = connection;
  const isPaused = state === 'paused';
  const toggle = useDeed(async () => {
    const deed = isPaused ? 'POST /api/v1/connections/{name}/resume' : 'POST /api/v1/connections/{name}/pause';
    await call(host, deed, { path: { name } });
    done();
  });
  const close = () => setAsked(null);
  return (
    <>
      <div className="row">
        {/* Whatever the licence, a person can stop what writes into his tools. */}
        {!isOfProjects && (isPaused ? may('operator') : has('operator')) && (
          <Button onClick={() => void toggle.run()} isLoading={toggle.isBusy}>
            {isPaused ? connections.resume : connections.pause}
          </Button>
        )}
        {may('administrator') && (
          <>
            <Button onClick={() => go(pathOf(name, '/change'))}>{connections.change}</Button>
            <Button onClick={() => setAsked('rebind')}>{connections.rebind}</Button>
            <Button onClick={() => setAsked('remove')}>{connections.remove}</Button>
          </>
        )}
      </div>
      {toggle.error !== null && <Trouble error={toggle.error} again={() => void toggle.run()} />}
      {asked === 'remove' && <RemoveConnection name={name} close={close} gone={() => go('/connections')} />}
      {asked === 'rebind' && (
        <Confirm
          title={connections.rebinding.title(name)}
          confirm={connections.rebind}
          deed={async () => {
            await call(host, 'POST /api/v1/connections/{name}/rebind', { path: { name } });
            done();
          }}
          close={close}
        >
          <p>{connections.rebinding.what}</p>
        </Confirm>
      )}
    </>
  );
}
