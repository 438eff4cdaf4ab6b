import { useId } from 'react';

/**
 * One of a few, by the browser's own list: Atlaskit's writes style elements, which the policy of the pages forbids, and this one every
 * phone and reader knows.
 */
export function Choice<Value extends string>({
  label,
  value,
  options,
  choose,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly word: string }[];
  readonly choose: (value: Value) => void;
}) {
  const id = useId();
  return (
    <span className="choice">
      <label htmlFor={id} className="small">
        {label}
      </label>
      <select id={id} value={value} onChange={({ target }) => choose(target.value as Value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    </span>
  );
}
