import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import type { Operations } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';

type Unlinked = Operations['answers']['GET /api/v1/issues/{issue}']['unlinked'][number];

const { panel } = WORDS;

/** Why the issue has no partner, down to the condition of the filter that does not hold. */
export function WhyNone({
  unlinked: { integration, reason, words, clauses, mayCreate },
  isExpecting,
  create,
}: {
  readonly unlinked: Unlinked;
  readonly isExpecting: boolean;
  readonly create: () => Promise<unknown>;
}) {
  const deed = useDeed(create);
  return (
    <section className="stack">
      <div className="row">
        <span>{panel.notIn(integration)}</span>
        <Lozenge>{panel.reasons[reason]}</Lozenge>
      </div>
      {words !== '' && <span className="subtle">{words}</span>}
      {clauses.map((clause) => (
        <div key={clause}>
          <code>{clause}</code>
        </div>
      ))}
      {mayCreate && (
        <div>
          <Button spacing="compact" onClick={() => void deed.run()} isLoading={deed.isBusy || isExpecting}>
            {panel.create}
          </Button>
        </div>
      )}
      {deed.error !== null && <Trouble error={deed.error} again={deed.clear} />}
    </section>
  );
}
