import Link from '@atlaskit/link';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { IssueLink } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { HeldField } from './held-field.js';
import { type PanelDeeds, PartnerDeeds } from './partner-deeds.js';

const { panel } = WORDS;

/** The partner of the issue, what keeps the two from being equal, and what the person may do about it. */
export function Partner({
  link,
  now,
  isExpecting,
  deeds,
}: {
  readonly link: IssueLink;
  readonly now: Date;
  readonly isExpecting: boolean;
  readonly deeds: PanelDeeds;
}) {
  const { here, there, syncedAt, problem, pausedReason, fields, heldItem } = link;
  const { words, appearance } = stateOf(link);
  const held = [
    ...fields.flatMap(({ name, held: conflict }) => (conflict === null ? [] : [{ name, conflict }])),
    ...(heldItem === null ? [] : [{ name: panel.item, conflict: heldItem }]),
  ];
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
        {there.status !== null && <span className="small">{there.status}</span>}
        <Lozenge appearance={appearance}>{words}</Lozenge>
      </div>
      {there.title !== null && there.title !== here.title && <span>{there.title}</span>}
      {problem !== null && <span>{`${panel.refused}: ${problem}`}</span>}
      {pausedReason !== null && <span>{`${panel.paused}: ${pausedReason}`}</span>}
      {held.map(({ name, conflict }) => (
        <HeldField
          key={conflict.conflict}
          name={name}
          conflict={conflict}
          keys={{ here: here.key, there: there.key }}
          settle={(decision) => deeds.settle(conflict, decision)}
        />
      ))}
      <span className="small">{panel.syncedAt(sayMoment(syncedAt, now))}</span>
      <PartnerDeeds link={link} isExpecting={isExpecting} deeds={deeds} />
    </section>
  );
}

function stateOf({ state, waiting, pausedReason }: IssueLink): {
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
