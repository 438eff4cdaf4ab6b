import Link from '@atlaskit/link';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { Link as LinkOfItems } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';

const APPEARANCES: Readonly<Record<LinkOfItems['state'], ThemeAppearance>> = {
  equal: 'success',
  held: 'moved',
  failed: 'removed',
  ended: 'default',
};

/** The partner of the issue, and what keeps the two from being equal. */
export function LinkFacts({
  link,
  shownKey,
  now,
}: {
  readonly link: LinkOfItems;
  readonly shownKey: string;
  readonly now: Date;
}) {
  const { panel } = WORDS;
  const partner = link.left.key === shownKey ? link.right : link.left;
  return (
    <section className="stack">
      <div className="row">
        {partner.url === null ? (
          <strong>{partner.key}</strong>
        ) : (
          <Link href={partner.url} target="_blank" rel="noopener noreferrer">
            {partner.key}
          </Link>
        )}
        <Lozenge appearance={APPEARANCES[link.state]}>{panel.states[link.state]}</Lozenge>
      </div>
      <span className="small">{panel.syncedAt(sayMoment(link.syncedAt, now))}</span>
      {link.held.length > 0 && <span>{`${panel.heldFields}: ${link.held.join(', ')}`}</span>}
      {link.problem !== null && <span>{`${panel.problem}: ${link.problem}`}</span>}
    </section>
  );
}
