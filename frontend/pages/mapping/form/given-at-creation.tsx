import type { MappingField } from '../../../api/operations.js';
import { WORDS } from '../../../words/words.js';
import { membersAt, type Path } from '../draft/json.js';
import { SIDES, type Side, useForm } from './form-context.js';
import { PairList } from './pair-list.js';

const { given, sides } = WORDS.mapping;

/** Values that a new item gets once, beside the mapped ones. */
export function GivenAtCreation({
  path,
  known,
}: {
  readonly path: Path;
  readonly known: Readonly<Record<Side, readonly MappingField[]>>;
}) {
  const { draft } = useForm();
  const isUsed = Object.keys(membersAt(draft.entry, path)).length > 0;
  return (
    <details className="mapping-fold" open={isUsed || undefined}>
      <summary>{given.title}</summary>
      <div className="mapping-pair">
        {SIDES.map((side) => {
          const word = sides[side].toLowerCase();
          return (
            <div key={side} className="stack">
              <span className="small">{given.side(word)}</span>
              <PairList
                label={(number) => given.field(word, number)}
                valueLabel={(number) => given.value(word, number)}
                known={known[side]}
                pairs={membersAt(draft.entry, [...path, side])}
                write={(pairs) =>
                  draft.change([...path, side], Object.keys(pairs).length === 0 ? undefined : pairs, true)
                }
                add={given.add}
              />
            </div>
          );
        })}
      </div>
    </details>
  );
}
