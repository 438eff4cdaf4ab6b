import { WORDS } from '../../../words/words.js';
import { membersAt, type Path, textAt } from '../draft/json.js';
import { ExpressionInput } from './expression-input.js';
import { SIDES, useForm } from './form-context.js';

const { when, sides } = WORDS.mapping;

/** For which items of the types an entry is. */
export function When({ path }: { readonly path: Path }) {
  const { draft } = useForm();
  const isUsed = Object.keys(membersAt(draft.entry, path)).length > 0;
  return (
    <details className="mapping-fold" open={isUsed || undefined}>
      <summary>{when.title}</summary>
      <p className="small">{when.help}</p>
      <div className="mapping-pair">
        {SIDES.map((side) => (
          <ExpressionInput
            key={side}
            label={when.side(sides[side].toLowerCase())}
            value={textAt(draft.entry, [...path, side])}
            write={(value) => draft.change([...path, side], value === '' ? undefined : value, true)}
          />
        ))}
      </div>
    </details>
  );
}
