import Heading from '@atlaskit/heading';
import SectionMessage from '@atlaskit/section-message';
import type { RemapPlan } from '../../../api/operations.js';
import { WORDS } from '../../../words/words.js';
import { RemappedItems } from './remapped-items.js';

const { remap, sides, entry, any } = WORDS.mapping;

/** What a draft would change in linked items: counted, then item by item. */
export function Remap({
  plan,
  nameOf,
}: {
  readonly plan: RemapPlan;
  /** What a rule is called. */
  readonly nameOf: (rule: string) => string;
}) {
  const { links, entries, counts, items, itemsLeft, readOnly } = plan;
  if (links.affected === 0) return <p className="subtle">{links.total === 0 ? remap.nobody : remap.nothing}</p>;
  const figures = [
    { word: remap.writes(sides.left.toLowerCase()), count: counts.writes.left },
    { word: remap.writes(sides.right.toLowerCase()), count: counts.writes.right },
    { word: remap.comments, count: counts.comments },
    { word: remap.held, count: counts.held },
    { word: remap.unchanged, count: counts.unchanged },
    { word: remap.unknown, count: counts.unknown },
  ];
  return (
    <div className="stack">
      <p className="subtle">
        {remap.affected(links.affected, links.total)}.{' '}
        {links.isSample ? remap.sample(links.lookedAt, links.affected) : remap.looked}
      </p>
      <ul className="mapping-entries">
        {entries.map((each) => (
          <li key={each.entry}>
            <strong>{entry(each.left ?? any, each.right ?? any)}</strong>:{' '}
            {[
              ...each.fields.map(({ field, change }) => `${nameOf(field)} (${remap.fields[change]})`),
              ...(each.carriesOtherComments ? [remap.otherComments] : []),
            ].join(', ')}
          </li>
        ))}
      </ul>
      <dl className="mapping-figures">
        {figures.map(({ word, count }) => (
          <div key={word}>
            <dt className="small">{word}</dt>
            <dd>{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      {readOnly.length > 0 && (
        <SectionMessage appearance="information">
          <p>{remap.readOnly(readOnly.join(', '))}</p>
        </SectionMessage>
      )}
      {items.length > 0 && (
        <>
          <Heading size="xsmall" as="h3">
            {remap.list}
          </Heading>
          <RemappedItems items={items} nameOf={nameOf} />
          {itemsLeft > 0 && <p className="small">{remap.itemsLeft(itemsLeft)}</p>}
        </>
      )}
    </div>
  );
}
