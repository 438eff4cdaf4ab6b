import Heading from '@atlaskit/heading';
import { WORDS } from '../../../words/words.js';
import { textAt } from '../draft/json.js';
import { fieldsOf, remarksAt, useForm } from './form-context.js';
import { NamedInput } from './named-input.js';
import { Pick } from './pick.js';
import { Remarks } from './remarks.js';
import { TextInput } from './text-input.js';

const { mapping } = WORDS;
const { terms } = mapping;

/** What holds for all fields; the rest of how the sync runs stands in the text. */
export function Terms() {
  const { draft, sides } = useForm();
  const { entry, change, checked } = draft;
  const faults = ['match', 'left', 'right', 'conflicts', 'initial', 'create'].flatMap((member) =>
    remarksAt(checked?.faults ?? [], `/${member}`),
  );
  const pick = <Value extends string>(
    member: string,
    label: string,
    words: Readonly<Record<Value, string>>,
    byDefault: Value,
  ) => (
    <Pick
      label={label}
      isLabelled
      words={words}
      value={(textAt(entry, [member]) || byDefault) as Value}
      choose={(value) => change([member], value === byDefault ? undefined : value)}
    />
  );
  return (
    <section className="mapping-card" aria-labelledby="mapping-terms">
      <Heading size="small" as="h2" id="mapping-terms">
        {terms.title}
      </Heading>
      <div className="mapping-terms">
        {pick('conflicts', terms.conflicts, mapping.policies, 'hold')}
        {pick('initial', terms.initial, mapping.initials, 'hold')}
        {pick('create', terms.create, mapping.creates, 'both')}
      </div>
      <div className="mapping-pair">
        {(['left', 'right'] as const).map((side) => (
          <div key={side} className="stack">
            <NamedInput
              label={side === 'left' ? terms.matchLeft : terms.matchRight}
              isLabelled
              hint="within"
              choices={fieldsOf(sides?.[side], 'any')}
              value={textAt(entry, ['match', side])}
              write={(value) => change(['match', side], value === '' ? undefined : value, true)}
            />
            <TextInput
              label={side === 'left' ? terms.filterLeft : terms.filterRight}
              isLabelled
              isCode
              value={textAt(entry, [side, 'filter'])}
              write={(value) => change([side, 'filter'], value === '' ? undefined : value, true)}
            />
          </div>
        ))}
      </div>
      <Remarks remarks={faults} />
    </section>
  );
}
