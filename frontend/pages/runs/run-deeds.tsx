import Button from '@atlaskit/button/new';
import { useLocation } from 'wouter';
import { call } from '../../api/call.js';
import type { Run } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';
import { hasEnded } from './state-of-run.js';

const { runs } = WORDS;
/** What a person may ask for; the other modes begin by themselves. */
const ASKED = { onboarding: 'onboarding', reconcile: 'reconcile' } as const;

/** Lets what has ended begin anew: an onboarding goes on where it was. */
export function RunDeeds({ run: { mode, state, integration } }: { readonly run: Run }) {
  const { host, may } = useHere();
  const [, go] = useLocation();
  const deed = useDeed(async () => {
    const body = { mode: mode in ASKED ? ASKED[mode as keyof typeof ASKED] : ('manual' as const) };
    const asked = await call(host, 'POST /api/v1/integrations/{name}/runs', {
      path: { name: integration ?? '' },
      body,
    });
    go(`/runs/${asked.id}`);
  });
  if (!hasEnded(state) || integration === null || !may('operator')) return null;
  return (
    <>
      <Button onClick={() => void deed.run()} isLoading={deed.isBusy}>
        {state === 'finished' ? runs.again : runs.goOn}
      </Button>
      {deed.error !== null && <Trouble error={deed.error} again={() => void deed.run()} />}
    </>
  );
}
