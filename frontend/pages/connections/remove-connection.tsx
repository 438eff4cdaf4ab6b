import { useCallback } from 'react';
import { call } from '../../api/call.js';
import { WORDS } from '../../words/words.js';
import { Confirm } from '../shell/confirm.js';
import { useHere } from '../shell/here.js';
import { useAnswer } from '../shell/use-answer.js';

const { connections } = WORDS;

/** Says what is lost with a connection before it is removed; one that is used is not. */
export function RemoveConnection({
  name,
  close,
  gone,
}: {
  readonly name: string;
  readonly close: () => void;
  readonly gone: () => void;
}) {
  const { host } = useHere();
  const ask = useCallback(
    () => call(host, 'GET /api/v1/connections/{name}/settings', { path: { name } }),
    [host, name],
  );
  const { answer } = useAnswer(ask);
  const { removing, remove } = connections;
  const usedBy = answer?.usedBy ?? [];
  const archived = answer?.archivedUses ?? [];
  return (
    <Confirm
      title={removing.title(name)}
      confirm={remove}
      isDangerous
      isPossible={answer !== null && usedBy.length === 0}
      deed={async () => {
        await call(host, 'POST /api/v1/connections/{name}/remove', { path: { name } });
        gone();
      }}
      close={close}
    >
      <p>{usedBy.length > 0 ? removing.used(usedBy.join(', ')) : removing.what}</p>
      {usedBy.length === 0 && archived.length > 0 && <p>{removing.archived(archived.join(', '))}</p>}
    </Confirm>
  );
}
