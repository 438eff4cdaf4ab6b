import Button from '@atlaskit/button/new';
import Link from '@atlaskit/link';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { Operations } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { sayValue } from '../../words/value.js';
import { WORDS } from '../../words/words.js';

type PanelLink = Operations['answers']['GET /api/v1/issues/{issue}']['links'][number];

const { panel } = WORDS;

/** The partner of the issue, and what keeps the two from being equal. */
export function Partner({
  link,
  now,
  isExpecting,
  sync,
}: {
  readonly link: PanelLink;
  readonly now: Date;
  readonly isExpecting: boolean;
  readonly sync: () => void;
}) {
  const { there, syncedAt, problem, pausedReason, fields, heldItem, maySync } = link;
  const { words, appearance } = stateOf(link);
  const held = fields.flatMap(({ name, held: conflict }) => (conflict === null ? [] : [{ name, conflict }]));
  return (
    <section className="stack">
      <div className="row">
        {there.url === null ? (
          <strong>{there.key}</strong>
        ) : (
          <Link href={there.url} target="_blank" rel="noopener noreferrer">
            {there.key}
          </Link>
        )}
        <Lozenge appearance={appearance}>{words}</Lozenge>
      </div>
      {there.title !== null && <span>{there.title}</span>}
      {problem !== null && <span>{`${panel.refused}: ${problem}`}</span>}
      {pausedReason !== null && <span>{`${panel.paused}: ${pausedReason}`}</span>}
      {heldItem !== null && <span>{heldItem.message}</span>}
      {held.length > 0 && (
        <dl className="held">
          {held.map(({ name, conflict: { here, there: other } }) => (
            <div key={name}>
              <dt>{panel.heldField(name)}</dt>
              <dd>{panel.here(sayValue(here))}</dd>
              <dd>{panel.there(sayValue(other))}</dd>
            </div>
          ))}
        </dl>
      )}
      <span className="small">{panel.syncedAt(sayMoment(syncedAt, now))}</span>
      {maySync && (
        <div>
          <Button spacing="compact" onClick={sync} isLoading={isExpecting}>
            {panel.syncNow}
          </Button>
        </div>
      )}
    </section>
  );
}

function stateOf({ state, waiting, pausedReason }: PanelLink): {
  readonly words: string;
  readonly appearance: ThemeAppearance;
} {
  const { states } = panel;
  if (state === 'failed') return { words: states.failed, appearance: 'removed' };
  if (state === 'held') return { words: states.held, appearance: 'moved' };
  if (pausedReason !== null) return { words: states.paused, appearance: 'default' };
  if (waiting > 0) return { words: states.waiting, appearance: 'inprogress' };
  return { words: states.equal, appearance: 'success' };
}
