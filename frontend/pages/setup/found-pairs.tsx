import { useCallback } from 'react';
import { call } from '../../api/call.js';
import type { FoundPairs as Found } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { useAnswer } from '../shell/use-answer.js';

const { pairing } = WORDS.setup;

/** What a match finds among some of the items that exist. */
export function FoundPairs({
  id,
  match: { left, right },
}: {
  readonly id: string;
  readonly match: { readonly left: string; readonly right: string };
}) {
  const { host } = useHere();
  const ask = useCallback(
    () => call(host, 'POST /api/v1/setups/{id}/pairs', { path: { id }, body: { left, right } }),
    [host, id, left, right],
  );
  const asked = useAnswer(ask);
  return <Answered asked={asked}>{(answer) => <Pairs {...answer} />}</Answered>;
}

function Pairs({ found, lookedAt, pairs, ambiguous }: Found) {
  return (
    <div className="stack" role="status">
      <p className="subtle">{pairing.found(found, lookedAt)}</p>
      {pairs.length > 0 && (
        <ul className="plain" aria-label={pairing.pairs}>
          {pairs.map((pair) => (
            <li key={pair.left.key}>
              {`${pair.left.key} ↔ ${pair.right.key} `}
              <span className="small">{pair.left.title}</span>
            </li>
          ))}
        </ul>
      )}
      {ambiguous.length > 0 && <p className="subtle">{pairing.ambiguous(ambiguous.join(', '))}</p>}
    </div>
  );
}
