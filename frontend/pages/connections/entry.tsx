import { Label } from '@atlaskit/form';
import TextArea from '@atlaskit/textarea';
import TextField from '@atlaskit/textfield';
import { type ReactNode, useId } from 'react';

interface EntryProps {
  readonly label: string;
  readonly value: string;
  readonly write: (value: string) => void;
  readonly help?: string | null | undefined;
  /** What the server says is wrong with it. */
  readonly fault?: string | undefined;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
}

interface TextEntryProps extends EntryProps {
  readonly type?: 'text' | 'url' | 'password' | 'number' | 'date';
  readonly autoFocus?: boolean;
}

/** A line to write into, with what is known and what is wrong of it. */
export function TextEntry({ type = 'text', write, ...entry }: TextEntryProps) {
  return (
    <EntryFrame {...entry}>
      {(known) => (
        <TextField
          {...known}
          type={type}
          value={entry.value}
          onChange={({ currentTarget }) => write(currentTarget.value)}
          // A browser offers the person's own password where one of the tool's is asked for.
          autoComplete={type === 'password' ? 'new-password' : 'off'}
          spellCheck={false}
          {...(type === 'number' && { min: 0, step: 'any' })}
        />
      )}
    </EntryFrame>
  );
}

/** Several lines to write into. */
export function LinesEntry({ write, ...entry }: EntryProps) {
  return (
    <EntryFrame {...entry}>
      {(known) => (
        <TextArea
          {...known}
          value={entry.value}
          onChange={({ currentTarget }) => write(currentTarget.value)}
          minimumRows={3}
          isMonospaced
          resize="vertical"
          spellCheck={false}
        />
      )}
    </EntryFrame>
  );
}

/** One of a few. */
export function ChoiceEntry<Value extends string>({
  options,
  write,
  ...entry
}: Omit<EntryProps, 'write' | 'value'> & {
  readonly value: Value;
  readonly write: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly word: string }[];
}) {
  return (
    <EntryFrame {...entry}>
      {({ isInvalid, isDisabled, isRequired: _, ...known }) => (
        <span className="choice">
          <select
            {...known}
            value={entry.value}
            disabled={isDisabled}
            aria-invalid={isInvalid}
            onChange={({ target }) => write(target.value as Value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.word}
              </option>
            ))}
          </select>
        </span>
      )}
    </EntryFrame>
  );
}

/** What every control is told. */
interface Known {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly isInvalid: boolean;
  readonly isRequired: boolean;
  readonly isDisabled: boolean;
}

function EntryFrame({
  label,
  help,
  fault,
  isRequired = false,
  isDisabled = false,
  children,
}: Pick<EntryProps, 'label' | 'help' | 'fault' | 'isRequired' | 'isDisabled'> & {
  readonly children: (known: Known) => ReactNode;
}) {
  const id = useId();
  const words = fault ?? help ?? null;
  const about = `${id}-about`;
  return (
    <div className="entry">
      <Label htmlFor={id}>{label}</Label>
      {children({
        id,
        isRequired,
        isDisabled,
        isInvalid: fault !== undefined,
        ...(words !== null && { 'aria-describedby': about }),
      })}
      {words !== null && (
        <span id={about} className={fault === undefined ? 'small' : 'entry__fault'}>
          {words}
        </span>
      )}
    </div>
  );
}
