import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { call } from '../../api/call.js';
import type { Integration } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { useHere } from '../shell/here.js';
import { useDeed } from '../shell/use-deed.js';

const { dashboard } = WORDS;

/** Stops an integration or lets it go on, and has it run now. */
export function IntegrationDeeds({
  integration: { name, state, enabled, onboardedAt },
  done,
}: {
  readonly integration: Integration;
  readonly done: () => void;
}) {
  const { host, has, may } = useHere();
  const [said, setSaid] = useState<string | null>(null);
  const isPaused = state === 'paused';
  const path = { name };
  const turn = useDeed(async () => {
    await call(host, isPaused ? 'POST /api/v1/integrations/{name}/resume' : 'POST /api/v1/integrations/{name}/pause', {
      path,
    });
    done();
  });
  const sync = useDeed(async () => {
    await call(host, 'POST /api/v1/integrations/{name}/runs', { path, body: { mode: 'manual' } });
    setSaid(dashboard.asked(name));
    done();
  });
  const error = turn.error ?? sync.error;
  // Whatever the licence, a person can stop what writes into his tools.
  const mayTurn = isPaused ? may('operator') : has('operator');
  if (!mayTurn) return null;
  return (
    <span className="name">
      <span className="row row--tight">
        <Button
          spacing="compact"
          aria-label={isPaused ? dashboard.resumeNamed(name) : dashboard.pauseNamed(name)}
          onClick={() => void turn.run()}
          isLoading={turn.isBusy}
        >
          {isPaused ? dashboard.resume : dashboard.pause}
        </Button>
        {!isPaused && enabled && onboardedAt !== null && may('operator') && (
          <Button
            spacing="compact"
            appearance="subtle"
            aria-label={dashboard.syncNamed(name)}
            onClick={() => void sync.run()}
            isLoading={sync.isBusy}
          >
            {dashboard.syncNow}
          </Button>
        )}
      </span>
      <span className="small" role="status">
        {error !== null ? (error instanceof Error ? error.message : String(error)) : said}
      </span>
    </span>
  );
}
