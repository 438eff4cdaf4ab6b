import Heading from '@atlaskit/heading';
import { useCallback, useDeferredValue, useEffect, useId, useState } from 'react';
import { call } from '../../api/call.js';
import type { FoundContainers } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { TextEntry } from '../connections/entry.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { useAnswer } from '../shell/use-answer.js';
import { useSettled } from './use-settled.js';

const { containers, sides } = WORDS.setup;
/** The table that most people come for. */
const USUAL = 'incident';

interface ContainerChoiceProps {
  readonly side: 'left' | 'right';
  readonly connection: string;
  readonly value: string | null;
  readonly choose: (key: string) => void;
}

/** One of the containers that a tool has, found by a part of its name. */
export function ContainerChoice({ side, connection, value, choose }: ContainerChoiceProps) {
  const { host } = useHere();
  const [search, setSearch] = useState('');
  const settled = useSettled(search);
  const ask = useCallback(
    () =>
      call(host, 'GET /api/v1/connections/{name}/containers', {
        path: { name: connection },
        query: { search: settled },
      }),
    [host, connection, settled],
  );
  const asked = useAnswer(ask);
  const found = useDeferredValue(asked.answer);
  useEffect(() => {
    if (value !== null || found === null || settled !== '') return;
    const [only] = found.items;
    const usual = found.items.find(({ key }) => key === USUAL) ?? (found.items.length === 1 ? only : undefined);
    if (usual !== undefined) choose(usual.key);
  }, [found, value, settled, choose]);
  return (
    <div className="stack">
      <Heading size="small" as="h3">
        {`${sides[side]}: ${connection}`}
      </Heading>
      {asked.answer?.isListed !== false && (
        <TextEntry label={`${containers.search} (${sides[side]})`} value={search} write={setSearch} />
      )}
      <Answered asked={asked}>{(answer) => <Found {...{ side, value, choose }} found={answer} />}</Answered>
    </div>
  );
}

function Found({
  side,
  found: { items, hasMore, isListed, kind },
  value,
  choose,
}: Pick<ContainerChoiceProps, 'side' | 'value' | 'choose'> & { readonly found: FoundContainers }) {
  const name = useId();
  const legend = `${containers.kinds[kind] ?? containers.kinds.container} (${sides[side]})`;
  if (!isListed)
    return (
      <TextEntry
        label={`${containers.written} (${sides[side]})`}
        value={value ?? ''}
        write={choose}
        help={containers.writtenHelp}
      />
    );
  const isAbsent = value !== null && !items.some(({ key }) => key === value);
  const shown = isAbsent ? [{ key: value, name: value }, ...items] : items;
  return (
    <fieldset className="pick">
      <legend className="small">{legend}</legend>
      {shown.map((container) => (
        <label key={container.key} className="pick__one">
          <input
            type="radio"
            name={name}
            value={container.key}
            checked={container.key === value}
            onChange={() => choose(container.key)}
          />
          <span>
            {container.name} <span className="small">{container.key}</span>
          </span>
        </label>
      ))}
      {items.length === 0 && <p className="subtle">{containers.none}</p>}
      {hasMore && <p className="small">{containers.more}</p>}
    </fieldset>
  );
}
