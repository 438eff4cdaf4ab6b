import Button, { IconButton } from '@atlaskit/button/new';
import DeleteIcon from '@atlaskit/icon/core/delete';
import type { MappingField } from '../../../api/operations.js';
import { WORDS } from '../../../words/words.js';
import { type Json, type Members, rename } from '../draft/json.js';
import { useForm } from './form-context.js';
import { findNamed, optionsOf } from './named.js';
import { NamedInput } from './named-input.js';

/** Fields with a value each, by the names of the tool. What is no text is shown as it is written, and changed in the text. */
export function PairList({
  label,
  valueLabel,
  pairs,
  write,
  add,
  known,
}: {
  readonly label: (number: number) => string;
  readonly valueLabel: (number: number) => string;
  readonly pairs: Members;
  readonly write: (pairs: Members) => void;
  readonly add: string;
  /** The fields there are. */
  readonly known: readonly MappingField[];
}) {
  const { mayChange } = useForm();
  return (
    <div className="stack">
      {Object.entries(pairs).map(([name, value], nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is being typed
        <div key={nth} className="mapping-given">
          <NamedInput
            label={label(nth + 1)}
            value={name}
            hint="within"
            choices={known}
            write={(typed) => {
              if (typed === name || !Object.hasOwn(pairs, typed)) write(rename(pairs, name, typed));
            }}
          />
          <NamedInput
            label={valueLabel(nth + 1)}
            hint="within"
            choices={optionsOf(findNamed(known, name))}
            value={shown(value)}
            write={(typed) => {
              if (typeof value === 'string') write({ ...pairs, [name]: typed });
            }}
          />
          {mayChange && (
            <IconButton
              icon={DeleteIcon}
              label={`${WORDS.mapping.remove} ${name}`}
              appearance="subtle"
              spacing="compact"
              onClick={() => write(Object.fromEntries(Object.entries(pairs).filter(([each]) => each !== name)))}
            />
          )}
        </div>
      ))}
      {mayChange && (
        <div>
          <Button spacing="compact" isDisabled={Object.hasOwn(pairs, '')} onClick={() => write({ ...pairs, '': '' })}>
            {add}
          </Button>
        </div>
      )}
    </div>
  );
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
