import { useId } from 'react';
import { WORDS } from '../../../words/words.js';
import { useForm } from './form-context.js';

/** JSONata, in as many lines as it has. */
export function ExpressionInput({
  label,
  value,
  write,
}: {
  readonly label: string;
  readonly value: string;
  readonly write: (value: string) => void;
}) {
  const { mayChange } = useForm();
  const id = useId();
  return (
    <span className="entry-input">
      <label htmlFor={id} className="small">
        {label}
      </label>
      <textarea
        id={id}
        className="is-code"
        rows={Math.max(1, value.split('\n').length)}
        value={value}
        readOnly={!mayChange}
        spellCheck={false}
        placeholder={WORDS.mapping.expressions.none}
        onChange={({ target }) => write(target.value)}
      />
    </span>
  );
}
