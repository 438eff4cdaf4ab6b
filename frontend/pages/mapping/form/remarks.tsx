import Button from '@atlaskit/button/new';
import { WORDS } from '../../../words/words.js';
import { at, type Json, type Path, pathOf, put } from '../draft/json.js';
import { type Remark, useForm } from './form-context.js';

const { mapping } = WORDS;

/** What is wrong here, each with its line and, where something is near, with a button that puts it right. */
export function Remarks({ remarks }: { readonly remarks: readonly Remark[] }) {
  const { draft, mayChange } = useForm();
  if (remarks.length === 0) return null;
  return (
    <ul className="remarks">
      {remarks.map((remark) => {
        const { pointer, line, message, suggestion } = remark;
        return (
          <li key={`${pointer} ${message}`}>
            <span>
              {message} <span className="small">({mapping.line(line)})</span>
            </span>
            {suggestion !== null && mayChange && (
              <Button
                spacing="compact"
                onClick={() => {
                  const [path, member] = corrected(draft.entry, pointer, suggestion);
                  draft.change(path, member);
                }}
              >
                {mapping.use(suggestion)}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A left value of a table is a key there: that is called otherwise; anything else is replaced. */
function corrected(entry: Json, pointer: string, suggestion: string): [Path, Json] {
  const path = pathOf(pointer, entry);
  const parent = path.slice(0, -1);
  const last = path.at(-1);
  if (parent.at(-1) !== 'values' || typeof last !== 'string') return [path, suggestion];
  const table = Object(at(entry, parent)) as Record<string, Json>;
  const renamed = Object.entries(table).map(([key, value]) => [key === last ? suggestion : key, value] as const);
  return [parent, put(null, [], Object.fromEntries(renamed))];
}
