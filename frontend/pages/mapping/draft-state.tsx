import Lozenge from '@atlaskit/lozenge';
import { WORDS } from '../../words/words.js';
import type { Draft } from './draft/use-draft.js';

const { mapping } = WORDS;

/** Whether a draft could be saved, in a word. */
export function DraftState({ draft: { checked, isChecking } }: { readonly draft: Draft }) {
  const faults = checked?.faults.length ?? 0;
  const isSure = checked !== null && checked.unknown.length === 0;
  return (
    <span role="status">
      {isChecking ? (
        <span className="small">{mapping.checking}</span>
      ) : (
        <>
          {faults > 0 && <Lozenge appearance="removed">{mapping.faults(faults)}</Lozenge>}
          {faults === 0 && isSure && <Lozenge appearance="success">{mapping.noFaults}</Lozenge>}
        </>
      )}
    </span>
  );
}
