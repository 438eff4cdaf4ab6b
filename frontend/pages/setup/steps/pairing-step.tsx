import { useState } from 'react';
import { ProblemError } from '../../../api/problem-error.js';
import { WORDS } from '../../../words/words.js';
import { ChoiceEntry, TextEntry } from '../../connections/entry.js';
import { useDeed } from '../../shell/use-deed.js';
import { type Entry, entryOf, writtenEntry } from '../entry.js';
import { FoundPairs } from '../found-pairs.js';
import { namesOfSides } from '../names-of-sides.js';
import { StepFrame } from '../step-frame.js';
import type { OpenSetup } from '../use-setup.js';

const { pairing } = WORDS.setup;

/** What is done with what exists already, and what it is all called. */
export function PairingStep({ setup, keep }: OpenSetup) {
  const begin = entryOf(setup) ?? { items: [] };
  const [name, setName] = useState(setup.name ?? '');
  const [entry, setEntry] = useState<Entry>(begin);
  const proposed = (setup.proposal?.entry as Entry | undefined)?.match;
  const next = useDeed(() => keep({ step: 'plan', name: name.trim(), entry: writtenEntry(entry) }));
  const back = useDeed(() => keep({ step: 'mapping', name: name.trim(), entry: writtenEntry(entry) }));
  const put = (change: Partial<Entry>) => setEntry({ ...entry, ...change });
  const fault = faultAt(next.error, '#/name');
  const names = namesOfSides(setup);
  return (
    <StepFrame title={pairing.title} lead={pairing.lead} next={next} back={back} isReady={name.trim() !== ''}>
      <div className="form">
        <TextEntry label={pairing.name} value={name} write={setName} help={pairing.nameHelp} isRequired fault={fault} />
        <ChoiceEntry
          label={pairing.match}
          value={entry.match === undefined ? 'none' : 'match'}
          options={[
            ...(proposed === undefined
              ? []
              : [{ value: 'match' as const, word: pairing.by(proposed.left, proposed.right) }]),
            { value: 'none' as const, word: pairing.noMatch },
          ]}
          write={(chosen) => {
            const { match: _, ...rest } = entry;
            setEntry(chosen === 'none' || proposed === undefined ? rest : { ...rest, match: proposed });
          }}
          help={setup.proposal?.match ?? null}
        />
        {entry.match !== undefined && <FoundPairs id={setup.id} match={entry.match} />}
        {entry.match !== undefined && (
          <ChoiceEntry
            label={pairing.initial}
            value={entry.initial ?? 'hold'}
            options={optionsOf(pairing.initials(names.left, names.right))}
            write={(initial) => put({ initial })}
          />
        )}
        <ChoiceEntry
          label={pairing.create}
          value={entry.create ?? 'both'}
          options={optionsOf(pairing.creates(names.left, names.right))}
          write={(create) => put({ create })}
        />
        <ChoiceEntry
          label={pairing.backfill}
          value={entry.backfill ?? 'all'}
          options={optionsOf(pairing.backfills)}
          write={(backfill) => put({ backfill })}
        />
      </div>
    </StepFrame>
  );
}

function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, word]) => ({ value, word }));
}

function faultAt(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find((fault) => fault.pointer === pointer)?.detail;
}
