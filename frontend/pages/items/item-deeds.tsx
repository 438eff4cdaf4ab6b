import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { call } from '../../api/call.js';
import type { Link } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Confirm } from '../shell/confirm.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';

const { items } = WORDS;

/** What can be done with a pair. */
export function ItemDeeds({ link, done }: { readonly link: Link; readonly done: () => void }) {
  const { host, may } = useHere();
  const [isAsked, setAsked] = useState(false);
  const [isUnlinking, setUnlinking] = useState(false);
  const { id, integration, left, right, endedAt } = link;
  const sync = useDeed(async () => {
    const body = { mode: 'manual' as const, items: [left.key] };
    await call(host, 'POST /api/v1/integrations/{name}/runs', { path: { name: integration ?? '' }, body });
    setAsked(true);
  });
  const unlink = async () => {
    await call(host, 'POST /api/v1/links/{id}/unlink', { path: { id } });
    done();
  };
  if (!may('operator') || endedAt !== null || integration === null) return null;
  return (
    <>
      {isAsked && (
        <span className="small" role="status">
          {items.requested}
        </span>
      )}
      <Button onClick={() => void sync.run()} isLoading={sync.isBusy}>
        {items.syncNow}
      </Button>
      <Button appearance="subtle" onClick={() => setUnlinking(true)}>
        {items.unlink}
      </Button>
      {isUnlinking && (
        <Confirm
          title={items.unlinkTitle(left.key, right.key)}
          confirm={items.unlink}
          isDangerous
          deed={unlink}
          close={() => setUnlinking(false)}
        >
          <p>{items.unlinkHelp}</p>
        </Confirm>
      )}
      {sync.error !== null && <Trouble error={sync.error} again={() => void sync.run()} />}
    </>
  );
}
