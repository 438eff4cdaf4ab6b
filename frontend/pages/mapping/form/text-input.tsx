import { useId } from 'react';
import { useForm } from './form-context.js';

export interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly write: (value: string) => void;
  /** Whether the label is shown above, or only told to those who do not see what is beside it. */
  readonly isLabelled?: boolean;
  readonly placeholder?: string;
  /** Of the list of what may be meant. */
  readonly list?: string;
  /** Small, at the end of the line: the id of what is named. */
  readonly hint?: string;
  readonly focused?: () => void;
  readonly left?: () => void;
  readonly isFaulty?: boolean;
  readonly isCode?: boolean;
}

/** A line of text in the form. */
export function TextInput({
  label,
  value,
  write,
  isLabelled = false,
  isFaulty = false,
  isCode = false,
  hint,
  focused,
  left,
  ...rest
}: TextInputProps) {
  const { mayChange } = useForm();
  const id = useId();
  return (
    <span className="entry-input">
      <label htmlFor={id} className={isLabelled ? 'small' : 'for-readers'}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        className={isCode ? 'is-code' : undefined}
        value={value}
        readOnly={!mayChange}
        aria-invalid={isFaulty || undefined}
        title={hint}
        onFocus={focused}
        onBlur={left}
        onChange={({ target }) => write(target.value)}
        {...rest}
      />
      {hint !== undefined && <span className="small entry-input__hint">{hint}</span>}
    </span>
  );
}
