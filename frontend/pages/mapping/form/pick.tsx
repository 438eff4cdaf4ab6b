import { useId } from 'react';
import { useForm } from './form-context.js';

/** One of a few, in the form. */
export function Pick<Value extends string>({
  label,
  value,
  words,
  choose,
  isLabelled = false,
}: {
  readonly label: string;
  readonly value: Value;
  readonly words: Readonly<Record<Value, string>>;
  readonly choose: (value: Value) => void;
  readonly isLabelled?: boolean;
}) {
  const { mayChange } = useForm();
  const id = useId();
  return (
    <span className="entry-input">
      <label htmlFor={id} className={isLabelled ? 'small' : 'for-readers'}>
        {label}
      </label>
      <select id={id} value={value} disabled={!mayChange} onChange={({ target }) => choose(target.value as Value)}>
        {(Object.entries(words) as [Value, string][]).map(([each, word]) => (
          <option key={each} value={each}>
            {word}
          </option>
        ))}
      </select>
    </span>
  );
}
