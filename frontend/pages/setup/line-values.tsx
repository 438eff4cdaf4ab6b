import { useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import type { DescribedField, Proposal, SetupSide } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { ChoiceEntry } from '../connections/entry.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { useAnswer } from '../shell/use-answer.js';
import { type Row, valuesOf, withValue } from './entry.js';

const { mapping } = WORDS.setup;

interface LineValuesProps {
  readonly row: Row;
  readonly line: Proposal['fields'][number];
  readonly put: (row: Row) => void;
  readonly sides: Readonly<Record<'left' | 'right', SetupSide>>;
}

/** Which choice becomes which. The tools are asked for theirs when somebody wants to see it. */
export function LineValues(props: LineValuesProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{mapping.values(valuesOf(props.row).length)}</summary>
      {isOpen && <Values {...props} />}
    </details>
  );
}

function Values({ row, line, put, sides }: LineValuesProps) {
  const { host } = useHere();
  const { left, right } = sides;
  const ask = useCallback(async () => {
    const [onLeft, onRight] = await Promise.all(
      [left, right].map(({ connection, container }) =>
        call(host, 'GET /api/v1/connections/{name}/containers/{container}', {
          path: { name: connection ?? '', container: container ?? '' },
        }),
      ),
    );
    const fieldOf = (described: typeof onLeft, id: string | undefined) =>
      described?.itemTypes.flatMap(({ fields }) => fields).find((field) => field.id === id);
    return { left: fieldOf(onLeft, line.left?.id), right: fieldOf(onRight, line.right?.id) };
  }, [host, left, right, line]);
  const asked = useAnswer(ask);
  return (
    <Answered asked={asked}>
      {(fields) => (
        <div className="entries entries--beside">
          {valuesOf(row).map(([value, rights]) => {
            const [become = '', ...back] = rights;
            return (
              <ChoiceEntry
                key={value}
                label={mapping.valueOf(labelOf(fields.left, value))}
                value={become}
                options={[...choicesOf(fields.right), { value: '', word: mapping.notCarried }]}
                write={(chosen) => put(withValue(row, value, chosen))}
                help={
                  back.length === 0 ? null : mapping.comesBack(back.map((one) => labelOf(fields.right, one)).join(', '))
                }
              />
            );
          })}
        </div>
      )}
    </Answered>
  );
}

function choicesOf(field: DescribedField | undefined) {
  return (field?.options ?? []).map((option) => ({ value: option[field?.token ?? 'label'], word: option.label }));
}

function labelOf(field: DescribedField | undefined, written: string): string {
  return field?.options?.find((option) => option[field.token] === written)?.label ?? written;
}
