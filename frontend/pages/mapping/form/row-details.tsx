import Heading from '@atlaskit/heading';
import type { MappingField } from '../../../api/operations.js';
import { WORDS } from '../../../words/words.js';
import { type Json, type Members, membersAt, type Path, textAt } from '../draft/json.js';
import { ExpressionInput } from './expression-input.js';
import type { Side } from './form-context.js';
import { findNamed } from './named.js';
import { Transitions } from './transitions.js';
import { Tried } from './tried.js';
import { ValuesTable } from './values-table.js';

const { mapping } = WORDS;
const WAYS = [
  { to: 'right', member: 'toRight' },
  { to: 'left', member: 'toLeft' },
] as const;

/** What is behind a row: its table of values, its expressions with what they give, and what its statuses take. */
export function RowDetails({
  path,
  row,
  set,
  known,
  isFaulty,
}: {
  readonly path: Path;
  readonly row: Members;
  readonly set: (member: string, value: Json | undefined, isTyped?: boolean) => void;
  readonly known: Readonly<Record<Side, readonly MappingField[]>>;
  readonly isFaulty: boolean;
}) {
  const fields = {
    left: findNamed(known.left, textAt(row, ['left'])),
    right: findNamed(known.right, textAt(row, ['right'])),
  };
  const isBoth = row.left !== undefined && row.right !== undefined;
  const isStatus = [fields.left?.kind, fields.right?.kind].includes('status') || row.transition !== undefined;
  const written = WAYS.filter(({ to }) => row[to] !== undefined && (row.direction ?? to) === to);
  return (
    <div className="mapping-details">
      {isBoth && (
        <ValuesTable
          values={membersAt(row, ['values'])}
          fields={fields}
          write={(values, isTyped) => set('values', Object.keys(values).length === 0 ? undefined : values, isTyped)}
        />
      )}
      <section className="stack">
        <Heading size="xsmall" as="h3">
          {mapping.expressions.title}
        </Heading>
        <p className="small">{mapping.expressions.help}</p>
        {written.map(({ member }) => (
          <ExpressionInput
            key={member}
            label={mapping.expressions[member]}
            value={textAt(row, [member])}
            write={(value) => set(member, value === '' ? undefined : value, true)}
          />
        ))}
        <Tried path={path} ways={written.map(({ to }) => to)} isFaulty={isFaulty} />
      </section>
      {isStatus && (
        <Transitions
          transition={membersAt(row, ['transition'])}
          fields={fields}
          known={known}
          write={(transition, isTyped) => set('transition', transition, isTyped)}
        />
      )}
    </div>
  );
}
