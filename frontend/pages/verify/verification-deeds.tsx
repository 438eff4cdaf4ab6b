import Button from '@atlaskit/button/new';
import { useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { call } from '../../api/call.js';
import type { Verification } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Answered } from '../shell/answered.js';
import { Confirm } from '../shell/confirm.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import { useAnswer } from '../shell/use-answer.js';
import { useDeed } from '../shell/use-deed.js';
import { isUnderWay } from './outcome.js';

const { verify } = WORDS;
const { mending } = verify;

/** Stops it while it is under way; afterwards has a run mend what it found, or verifies again. */
export function VerificationDeeds({
  verification,
  done,
}: {
  readonly verification: Verification;
  readonly done: () => void;
}) {
  const { host, has, may } = useHere();
  const [, go] = useLocation();
  const [isMending, setMending] = useState(false);
  const { id, integration, isEqual, kept, mendedBy } = verification;
  const path = { id };
  const stop = useDeed(async () => {
    await call(host, 'POST /api/v1/verifications/{id}/stop', { path });
    done();
  });
  const again = useDeed(async () => {
    const { id: next } = await call(host, 'POST /api/v1/integrations/{name}/verifications', {
      path: { name: integration ?? '' },
    });
    go(`/verify/${next}`);
  });
  if (!has('operator')) return null;
  if (isUnderWay(verification)) {
    return (
      <Button onClick={() => void stop.run()} isLoading={stop.isBusy}>
        {verify.stop}
      </Button>
    );
  }
  return (
    <>
      {isEqual !== true && kept > 0 && mendedBy === null && may('operator') && (
        <Button onClick={() => setMending(true)}>{verify.mend}</Button>
      )}
      {integration !== null && (
        <Button appearance="primary" onClick={() => void again.run()} isLoading={again.isBusy}>
          {verify.start}
        </Button>
      )}
      {again.error !== null && <Trouble error={again.error} again={() => void again.run()} />}
      {isMending && <Mending id={id} close={() => setMending(false)} done={done} />}
    </>
  );
}

/** Says what mending would do before it is done. */
function Mending({ id, close, done }: { readonly id: string; readonly close: () => void; readonly done: () => void }) {
  const { host } = useHere();
  const ask = useCallback(() => call(host, 'GET /api/v1/verifications/{id}/mending', { path: { id } }), [host, id]);
  const asked = useAnswer(ask);
  const mend = async () => {
    await call(host, 'POST /api/v1/verifications/{id}/mend', { path: { id } });
    done();
  };
  return (
    <Confirm
      title={mending.title}
      confirm={mending.confirm}
      isPossible={asked.answer !== null && asked.answer.refused === null}
      deed={mend}
      close={close}
    >
      <Answered asked={asked}>
        {({ items, refused, verification: { counts } }) =>
          refused === null ? (
            <>
              <p>{mending.what(items)}</p>
              <p>{`${mending.left(counts.held, counts.gone)} ${mending.after}`.trim()}</p>
            </>
          ) : (
            <p>{refused}</p>
          )
        }
      </Answered>
    </Confirm>
  );
}
