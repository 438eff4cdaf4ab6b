import Button from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import type { Mapping } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { Trouble } from '../shell/trouble.js';
import type { Draft } from './draft/use-draft.js';

const { mapping } = WORDS;

/** What is to be known of a draft as a whole: where it comes from, who was faster, and what cannot be told of it. */
export function DraftNotes({
  draft,
  found,
  now,
}: {
  readonly draft: Draft;
  readonly found: Mapping;
  readonly now: Date;
}) {
  const { isRestored, isChanged, isUnreadable, revision, checked, error } = draft;
  const isMoved = isChanged && revision !== found.revision;
  const { version, madeBy, madeAt } = found.version;
  return (
    <>
      {!found.mayChange && <p className="subtle">{mapping.readOnly}</p>}
      {isMoved && (
        <SectionMessage appearance="warning" title={mapping.moved}>
          <p>{mapping.movedHelp(mapping.version(version, madeBy?.name ?? null, sayMoment(madeAt, now)))}</p>
          <div className="row">
            <Button onClick={draft.rebase}>{mapping.compare}</Button>
          </div>
        </SectionMessage>
      )}
      {isRestored && isChanged && !isMoved && (
        <SectionMessage appearance="information" title={mapping.restored}>
          <p>{mapping.restoredHelp}</p>
        </SectionMessage>
      )}
      {isUnreadable && (
        <SectionMessage appearance="warning" title={mapping.unreadable}>
          <p>{mapping.unreadableHelp}</p>
        </SectionMessage>
      )}
      {(checked?.unknown ?? []).map(({ side, reason }) => (
        <SectionMessage key={side} appearance="warning" title={mapping.unknownSide(mapping.sides[side].toLowerCase())}>
          <p>
            {reason}. {mapping.unknownHelp}
          </p>
        </SectionMessage>
      ))}
      {error !== null && <Trouble error={error} again={draft.lookAgain} />}
    </>
  );
}
