import Button from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import { UnreachableError } from '../../api/problem-error.js';
import { WORDS } from '../../words/words.js';

/** Says what went wrong and lets the person try again. */
export function Trouble({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  const isUnreachable = error instanceof UnreachableError;
  const { trouble } = WORDS;
  return (
    <div role="alert" className="stack">
      <SectionMessage appearance="error" title={isUnreachable ? trouble.unreachable : trouble.refused}>
        <p>{isUnreachable ? trouble.unreachableHelp : wordsOf(error)}</p>
      </SectionMessage>
      <div>
        <Button onClick={again}>{WORDS.tryAgain}</Button>
      </div>
    </div>
  );
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
