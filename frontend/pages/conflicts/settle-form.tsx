import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { type FormEvent, useId, useState } from 'react';
import { WORDS } from '../../words/words.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';

const { conflicts } = WORDS;
const OWN = 'own';

/** One of the values that a field may get. */
export interface SettleChoice<Take extends string> {
  readonly take: Take;
  readonly word: string;
  readonly value: string;
  /** Says that this side wins the field from now on; null: that cannot be said of it. */
  readonly always: string | null;
}

/** What the person has decided. */
export type Decision<Take extends string> =
  | { readonly take: Take; readonly always: boolean }
  | { readonly value: string; readonly always: false };

/** Lets a person decide which value a held field gets. @param keyOfOwn the item as whose tool writes it a value of one's own is read; null: there is none. */
export function SettleForm<Take extends string>({
  choices,
  keyOfOwn,
  settle,
}: {
  readonly choices: readonly SettleChoice<Take>[];
  readonly keyOfOwn: string | null;
  readonly settle: (decision: Decision<Take>) => Promise<unknown>;
}) {
  const name = useId();
  const [chosen, choose] = useState<Take | typeof OWN | null>(null);
  const [own, setOwn] = useState('');
  const [isAlways, setAlways] = useState(false);
  const deed = useDeed(settle);
  const choice = choices.find(({ take }) => take === chosen);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === null) return;
    const always = isAlways && choice?.always !== null;
    void deed.run(chosen === OWN ? { value: own, always: false } : { take: chosen, always });
  };
  return (
    <form className="stack settle" onSubmit={submit}>
      <fieldset className="settle__choices">
        <legend className="small">{conflicts.choose}</legend>
        {choices.map(({ take, word, value }) => (
          <label key={take} className="settle__choice">
            <input type="radio" name={name} checked={chosen === take} onChange={() => choose(take)} />
            <span className="name">
              <span>{word}</span>
              <span className="settle__value">{value}</span>
            </span>
          </label>
        ))}
        {keyOfOwn !== null && (
          <label className="settle__choice">
            <input type="radio" name={name} checked={chosen === OWN} onChange={() => choose(OWN)} />
            <span>{conflicts.own}</span>
          </label>
        )}
      </fieldset>
      {chosen === OWN && keyOfOwn !== null && (
        <div className="stack">
          <Textfield
            aria-label={conflicts.ownLabel}
            value={own}
            onChange={({ currentTarget }) => setOwn(currentTarget.value)}
          />
          <span className="small">{conflicts.ownHelp(keyOfOwn)}</span>
        </div>
      )}
      {choice !== undefined && choice.always !== null && (
        <label className="settle__choice">
          <input
            type="checkbox"
            checked={isAlways}
            onChange={({ currentTarget }) => setAlways(currentTarget.checked)}
          />
          <span className="name">
            <span>{choice.always}</span>
            <span className="small">{conflicts.alwaysHelp}</span>
          </span>
        </label>
      )}
      {deed.error !== null && <Trouble error={deed.error} again={deed.clear} />}
      <div>
        <Button type="submit" appearance="primary" isDisabled={chosen === null} isLoading={deed.isBusy}>
          {conflicts.settle}
        </Button>
      </div>
    </form>
  );
}
