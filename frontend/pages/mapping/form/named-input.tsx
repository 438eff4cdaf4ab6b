import { useId, useState } from 'react';
import { findNamed, idMeant, type Named, nameAmong } from './named.js';
import { TextInput, type TextInputProps } from './text-input.js';

/**
 * A line that is read and written by the tool's names, and keeps ids. Whoever knows the id may write it, and what the tool has not told
 * of is kept as it is written.
 */
export function NamedInput({
  value,
  write,
  choices,
  hint,
  ...rest
}: Omit<TextInputProps, 'list' | 'focused' | 'left'> & {
  readonly choices: readonly Named[];
  /** Whether the id is told within the line, or beside it by whoever shows it. */
  readonly hint: 'within' | 'beside';
}) {
  const listId = useId();
  // While one writes, what is written stands there, whatever it means already.
  const [typed, setTyped] = useState<string | null>(null);
  const known = findNamed(choices, value);
  const name = known === undefined ? value : nameAmong(choices, known);
  return (
    <>
      <TextInput
        {...rest}
        value={typed ?? name}
        {...(hint === 'within' && typed === null && name !== value && { hint: value })}
        {...(typed !== null && { list: listId })}
        focused={() => setTyped(name)}
        left={() => setTyped(null)}
        write={(text) => {
          setTyped(text);
          write(idMeant(choices, text));
        }}
      />
      {typed !== null && (
        <datalist id={listId}>
          {choices.map((choice) => (
            <option key={choice.id} value={nameAmong(choices, choice)}>
              {choice.id}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
