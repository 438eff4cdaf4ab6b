import Button from '@atlaskit/button/new';
import { WORDS } from '../../../words/words.js';
import { listAt } from '../draft/json.js';
import { remarksAt, useForm } from './form-context.js';
import { ItemEntry } from './item-entry.js';
import { Remarks } from './remarks.js';
import { Terms } from './terms.js';

const IN_FORM = ['/items/', '/match', '/left', '/right', '/conflicts', '/initial', '/create'];

/** The draft as two columns, with what is wrong beside each part. */
export function MappingForm() {
  const { draft, mayChange } = useForm();
  const items = listAt(draft.entry, ['items']);
  const elsewhere = remarksAt(draft.checked?.faults ?? [], '').filter(
    ({ pointer }) => !IN_FORM.some((start) => pointer.startsWith(start)),
  );
  return (
    <div className="mapping-form">
      <Remarks remarks={elsewhere} />
      <Terms />
      {items.map((_, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is what stands at its place
        <ItemEntry key={nth} place={nth} isOnly={items.length === 1} />
      ))}
      {mayChange && (
        <div>
          <Button onClick={() => draft.change(['items', items.length], { left: '', right: '', fields: [['', '']] })}>
            {WORDS.mapping.addEntry}
          </Button>
        </div>
      )}
    </div>
  );
}
