import Button from '@atlaskit/button/new';
import { useLocation } from 'wouter';
import { call } from '../../api/call.js';
import type { Write } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';

const { runs } = WORDS;

/**
 * Lets a write that was refused be tried again: a run of that item alone reads both sides anew, so that nothing is written that has
 * become wrong meanwhile.
 */
export function RetryWrite({ write: { state, integration, keys, side, sourceKey } }: { readonly write: Write }) {
  const { host, may } = useHere();
  const [, go] = useLocation();
  const item = sourceKey ?? keys?.[side] ?? null;
  const deed = useDeed(async () => {
    if (integration === null || item === null) return;
    const body = { mode: 'manual' as const, items: [item] };
    const run = await call(host, 'POST /api/v1/integrations/{name}/runs', { path: { name: integration }, body });
    go(`/runs/${run.id}`);
  });
  if (state !== 'refused' || integration === null || item === null || !may('operator')) return null;
  return (
    <div className="stack">
      <div>
        <Button
          spacing="compact"
          onClick={() => void deed.run()}
          isLoading={deed.isBusy}
          aria-label={runs.retryOf(item)}
        >
          {runs.retry}
        </Button>
      </div>
      {deed.error !== null && <Trouble error={deed.error} again={() => void deed.run()} />}
    </div>
  );
}
