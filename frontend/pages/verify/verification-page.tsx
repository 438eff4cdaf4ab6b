import ProgressBar from '@atlaskit/progress-bar';
import { useCallback } from 'react';
import { useParams, Link as Way } from 'wouter';
import { call } from '../../api/call.js';
import type { Verification } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { Page } from '../shell/page.js';
import { useAnswer } from '../shell/use-answer.js';
import { FindingList } from './finding-list.js';
import { isUnderWay } from './outcome.js';
import { Report } from './report.js';
import { useAskingAgain } from './use-asking-again.js';
import { VerificationDeeds } from './verification-deeds.js';

const { verify } = WORDS;

/** One verification: how far it is, what it has come to, and everything that it has found. */
export default function VerificationPage() {
  const { host } = useHere();
  const { id = '' } = useParams();
  const ask = useCallback(() => call(host, 'GET /api/v1/verifications/{id}', { path: { id } }), [host, id]);
  const asked = useAnswer(ask);
  const { answer, again } = asked;
  useAskingAgain(answer !== null && isUnderWay(answer), again);
  return (
    <Page
      title={answer === null ? verify.title : verify.of(answer.integration ?? verify.gone)}
      trail={<Way href="/verify">{verify.all}</Way>}
      actions={answer !== null && <VerificationDeeds verification={answer} done={again} />}
    >
      <Answered asked={asked}>
        {(verification) => (
          <>
            {isUnderWay(verification) ? (
              <Progress verification={verification} />
            ) : (
              <Report verification={verification} />
            )}
            {!isUnderWay(verification) && verification.kept > 0 && <FindingList verification={verification} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Progress({ verification: { total, counts } }: { readonly verification: Verification }) {
  const share = total === null || total === 0 ? 0 : Math.min(1, counts.links / total);
  return (
    <div className="stack">
      <ProgressBar ariaLabel={verify.progress} value={share} isIndeterminate={total === null} />
      <span className="small" role="status">
        {total === null ? verify.waiting : verify.progressOf(counts.links, total)}
      </span>
    </div>
  );
}
