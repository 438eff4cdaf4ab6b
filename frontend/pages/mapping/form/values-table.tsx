import Button, { IconButton } from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import DeleteIcon from '@atlaskit/icon/core/delete';
import type { MappingField } from '../../../api/operations.js';
import { WORDS } from '../../../words/words.js';
import { type Members, put, rename } from '../draft/json.js';
import { type Side, useForm } from './form-context.js';
import { optionsOf } from './named.js';
import { NamedInput } from './named-input.js';

const { values: words, sides, remove } = WORDS.mapping;

/** Which value becomes which. */
export function ValuesTable({
  values,
  fields,
  write,
}: {
  readonly values: Members;
  readonly fields: Readonly<Record<Side, MappingField | undefined>>;
  readonly write: (values: Members, isTyped?: boolean) => void;
}) {
  const { mayChange } = useForm();
  const rows = Object.entries(values);
  const isPlain = rows.every(([, right]) => typeof right === 'string');
  return (
    <section className="stack">
      <Heading size="xsmall" as="h3">
        {words.title}
      </Heading>
      <p className="small">{words.help}</p>
      {!isPlain && <p className="small">{words.inText}</p>}
      <ul className="mapping-values">
        {rows.map(([left, right], nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the left value is being typed
          <li key={nth}>
            <NamedInput
              label={words.value(sides.left.toLowerCase(), nth + 1)}
              hint="within"
              choices={optionsOf(fields.left)}
              value={left}
              write={(typed) => {
                // Two rows of one name would be one.
                if (typed === left || !Object.hasOwn(values, typed)) write(rename(values, left, typed), true);
              }}
            />
            <span aria-hidden="true">⇄</span>
            <NamedInput
              label={words.value(sides.right.toLowerCase(), nth + 1)}
              hint="within"
              choices={optionsOf(fields.right)}
              value={typeof right === 'string' ? right : JSON.stringify(right)}
              write={(typed) => {
                if (typeof right === 'string') write({ ...values, [left]: typed }, true);
              }}
            />
            {mayChange && (
              <IconButton
                icon={DeleteIcon}
                label={`${remove} ${left}`}
                appearance="subtle"
                spacing="compact"
                onClick={() => write(Object(put(values, [left], undefined)))}
              />
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <div>
          <Button spacing="compact" isDisabled={Object.hasOwn(values, '')} onClick={() => write({ ...values, '': '' })}>
            {words.add}
          </Button>
        </div>
      )}
    </section>
  );
}
