import Heading from '@atlaskit/heading';
import type { Proposal } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { ChoiceEntry, TextEntry } from '../connections/entry.js';
import { type Entry, givenIn, withGiven } from './entry.js';

const { mapping } = WORDS.setup;

interface RequiredValuesProps {
  readonly pair: Proposal['items'][number];
  readonly item: number;
  readonly proposal: Proposal;
  readonly entry: Entry;
  readonly change: (entry: Entry) => void;
}

/** What a tool demands beside what is carried, each with what is given for it. */
export function RequiredValues({ pair, item, proposal, entry, change }: RequiredValuesProps) {
  const demanded = proposal.required.filter((one) => one.item === item);
  if (demanded.length === 0) return null;
  return (
    <div className="stack">
      <Heading size="xsmall" as="h3">
        {mapping.required}
      </Heading>
      <p className="small">{mapping.requiredHelp}</p>
      <div className="entries entries--beside">
        {demanded.map((one) => {
          const { side, status, statusName, field, choices } = one;
          const given = givenIn(entry, one);
          const value = given === undefined || given === null ? '' : String(given);
          const when = statusName === null ? mapping.atCreation(pair[side]) : mapping.entering(statusName);
          const about = {
            label: `${when}: ${field.name}`,
            value,
            write: (text: string) => change(withGiven(entry, one, text)),
            isRequired: true,
            ...(value === '' && { fault: mapping.missing }),
          };
          const key = `${side} ${status ?? ''} ${field.id}`;
          if (choices === null) return <TextEntry key={key} {...about} />;
          const options = choices.map(({ value: token, label }) => ({ value: token, word: label }));
          return (
            <ChoiceEntry
              key={key}
              {...about}
              options={value === '' ? [{ value: '', word: '' }, ...options] : options}
            />
          );
        })}
      </div>
    </div>
  );
}
