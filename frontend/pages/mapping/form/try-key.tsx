import { useId } from 'react';
import { WORDS } from '../../../words/words.js';

const { tried } = WORDS.mapping;

/** Chooses the real item on which rows are tried. */
export function TryKey({ tried: key, choose }: { readonly tried: string; readonly choose: (key: string) => void }) {
  const id = useId();
  return (
    <span className="entry-input entry-input--row">
      <label htmlFor={id} className="small">
        {tried.key}
      </label>
      <input
        id={id}
        type="text"
        value={key}
        title={tried.keyHelp}
        placeholder={tried.last}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => choose(target.value.trim())}
      />
    </span>
  );
}
