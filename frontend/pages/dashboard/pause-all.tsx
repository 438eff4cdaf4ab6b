import Button from '@atlaskit/button/new';
import { call } from '../../api/call.js';
import type { Status } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';

/** Stops everything that writes into a tool, or lets it go on. What happens meanwhile in the tools is carried over afterwards. */
export function PauseAll({ status, done }: { readonly status: Status; readonly done: () => void }) {
  const { host, has, may, isOfProjects } = useHere();
  const isPaused = status.pausedReason !== null || status.integrations.every(({ state }) => state === 'paused');
  const deed = useDeed(async () => {
    await call(host, isPaused ? 'POST /api/v1/resume' : 'POST /api/v1/pause');
    done();
  });
  // Whatever the licence, a person can stop what writes into his tools.
  if (status.integrations.length === 0 || isOfProjects || !(isPaused ? may('operator') : has('operator'))) return null;
  return (
    <>
      <Button onClick={() => void deed.run()} isLoading={deed.isBusy}>
        {isPaused ? WORDS.dashboard.resumeAll : WORDS.dashboard.pauseAll}
      </Button>
      {deed.error !== null && <Trouble error={deed.error} again={() => void deed.run()} />}
    </>
  );
}
