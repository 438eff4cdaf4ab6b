import Button, { IconButton } from '@atlaskit/button/new';
import DeleteIcon from '@atlaskit/icon/core/delete';
import { useId, useState } from 'react';
import type { MappingField } from '../../../api/operations.js';
import { WORDS } from '../../../words/words.js';
import { at, type Json, membersAt, type Path, pointerOf, textAt } from '../draft/json.js';
import { remarksAt, type Side, useForm } from './form-context.js';
import { findNamed } from './named.js';
import { NamedInput } from './named-input.js';
import { Pick } from './pick.js';
import { Remarks } from './remarks.js';
import { longRow, rowName, withMember } from './row.js';
import { RowDetails } from './row-details.js';

const { mapping } = WORDS;
const POLICIES = { '': mapping.asAll, ...mapping.policies } as const;

/** One row: a field of each side, which way, and who wins. */
export function FieldRow({
  path,
  known,
}: {
  readonly path: Path;
  readonly known: Readonly<Record<Side, readonly MappingField[]>>;
}) {
  const { draft, mayChange } = useForm();
  const { entry, change, checked } = draft;
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const written = at(entry, path);
  const row = longRow(written);
  const number = Number(path.at(-1)) + 1;
  const name = rowName(row, known) || mapping.row(number);
  const faults = remarksAt(checked?.faults ?? [], pointerOf(path));
  const set = (member: string, value: Json | undefined, isTyped = false) =>
    change(path, withMember(written, member, value), isTyped);
  const field = (side: Side) => {
    const value = textAt(row, [side]);
    const isComputed = value === '' && row[side] === undefined;
    const described = findNamed(known[side], value);
    return (
      <div className="mapping-row__field">
        <NamedInput
          label={mapping.field(mapping.sides[side].toLowerCase(), name)}
          hint="beside"
          choices={known[side]}
          value={value}
          isFaulty={faults.some(({ pointer }) =>
            [`/${side}`, side === 'left' ? '/0' : '/1'].some((end) => pointer.endsWith(end)),
          )}
          placeholder={isComputed ? mapping.computed : ''}
          write={(typed) => set(side, typed === '' && !Array.isArray(written) ? undefined : typed, true)}
        />
        <span className="small">
          {described === undefined ? ' ' : mapping.fieldHint(described.id, mapping.fieldKinds[described.kind])}
        </span>
      </div>
    );
  };
  const shown = isOpen ? mapping.less : marksOf(row) || mapping.more;
  return (
    <li className={`mapping-row${faults.length > 0 ? ' mapping-row--faulty' : ''}`}>
      <div className="mapping-row__line">
        {field('left')}
        <Pick
          label={mapping.direction(name)}
          words={mapping.directions}
          value={directionOf(row)}
          choose={(value) => set('direction', value === 'both' ? undefined : value)}
        />
        {field('right')}
        <div className="mapping-row__more">
          <Button
            spacing="compact"
            appearance="subtle"
            aria-expanded={isOpen}
            aria-controls={detailsId}
            aria-label={mapping.details(shown, name)}
            onClick={() => setOpen(!isOpen)}
          >
            {shown}
          </Button>
          <Pick
            label={mapping.policy(name)}
            words={POLICIES}
            value={textAt(row, ['conflicts']) as keyof typeof POLICIES}
            choose={(value) => set('conflicts', value === '' ? undefined : value)}
          />
          {mayChange && (
            <IconButton
              icon={DeleteIcon}
              label={mapping.removeField(name)}
              appearance="subtle"
              spacing="compact"
              onClick={() => change(path, undefined)}
            />
          )}
        </div>
      </div>
      <Remarks remarks={faults} />
      <div id={detailsId}>
        {isOpen && <RowDetails path={path} row={row} set={set} known={known} isFaulty={faults.length > 0} />}
      </div>
    </li>
  );
}

function directionOf(row: Readonly<Record<string, Json>>): keyof typeof mapping.directions {
  const { direction } = row;
  if (direction === 'left' || direction === 'right') return direction;
  if (row.left === undefined) return 'right';
  return row.right === undefined ? 'left' : 'both';
}

/** What there is behind the button, in a few words. */
function marksOf(row: Readonly<Record<string, Json>>): string {
  const values = Object.keys(membersAt(row, ['values'])).length;
  return [
    values > 0 ? mapping.marks.values(values) : '',
    row.toRight !== undefined || row.toLeft !== undefined ? mapping.marks.expression : '',
    row.transition !== undefined ? mapping.marks.transition : '',
  ]
    .filter((mark) => mark !== '')
    .join(', ');
}
