import Button from '@atlaskit/button/new';
import { useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { call } from '../../api/call.js';
import { WORDS } from '../../words/words.js';
import { Choice } from '../lists/choice.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import { useAnswer } from '../shell/use-answer.js';
import { useDeed } from '../shell/use-deed.js';

const { verify } = WORDS;

/** Chooses an integration and has it verified; it needs no licence. */
export function StartVerification() {
  const { host, has } = useHere();
  const [, go] = useLocation();
  const [chosen, setChosen] = useState<string | null>(null);
  const ask = useCallback(() => call(host, 'GET /api/v1/integrations', { query: { limit: '200' } }), [host]);
  const names = (useAnswer(ask).answer?.items ?? []).filter(({ kind }) => kind === 'sync').map(({ name }) => name);
  const name = chosen ?? names[0];
  const deed = useDeed(async () => {
    if (name === undefined) return;
    const { id } = await call(host, 'POST /api/v1/integrations/{name}/verifications', { path: { name } });
    go(`/verify/${id}`);
  });
  if (!has('operator') || name === undefined) return null;
  return (
    <>
      <div className="row row--end">
        {names.length > 1 && (
          <Choice
            label={verify.integration}
            value={name}
            options={names.map((each) => ({ value: each, word: each }))}
            choose={setChosen}
          />
        )}
        <Button appearance="primary" onClick={() => void deed.run()} isLoading={deed.isBusy}>
          {verify.start}
        </Button>
      </div>
      {deed.error !== null && <Trouble error={deed.error} again={() => void deed.run()} />}
    </>
  );
}
