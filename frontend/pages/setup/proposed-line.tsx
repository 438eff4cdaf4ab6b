import Checkbox from '@atlaskit/checkbox';
import type { Proposal } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { directionsOf, inDirection, type Row, valuesOf, withRow } from './entry.js';
import { LineValues } from './line-values.js';
import { ConfidenceMark, type ProposedPairProps } from './proposed-pair.js';

const { mapping } = WORDS.setup;

interface ProposedLineProps extends Omit<ProposedPairProps, 'isOpen'> {
  readonly line: Proposal['fields'][number];
}

/** One row of the mapping: whether it is carried, which way, and why it was proposed. */
export function ProposedLine({ line, item, entry, dropped, drop, change, sides }: ProposedLineProps) {
  const row = entry.items[item]?.fields[line.row];
  if (row === undefined) return null;
  const name = `${line.left?.name ?? mapping.computed} ↔ ${line.right?.name ?? mapping.computed}`;
  const place = `${item}.${line.row}`;
  const isUsed = !dropped.includes(place);
  const directions = directionsOf(row);
  const put = (changed: Row) => change(withRow(entry, { item, row: line.row }, changed));
  return (
    <tr>
      <th scope="row">
        <Checkbox
          label={name}
          isChecked={isUsed}
          onChange={({ currentTarget }) => drop(place, currentTarget.checked)}
        />
      </th>
      <td data-column={mapping.columns.direction}>
        {directions.length === 1 ? (
          mapping.directions[directions[0] ?? 'both']
        ) : (
          <span className="choice">
            <select
              aria-label={mapping.direction(name)}
              disabled={!isUsed}
              value={String(row.direction ?? 'both')}
              onChange={({ target }) => put(inDirection(row, target.value))}
            >
              {directions.map((direction) => (
                <option key={direction} value={direction}>
                  {mapping.directions[direction]}
                </option>
              ))}
            </select>
          </span>
        )}
      </td>
      <td data-column={mapping.columns.why}>
        <span className="name">
          <span className="row">
            <ConfidenceMark confidence={line.confidence} />
            <span className="small">{line.reason}</span>
          </span>
          {valuesOf(row).length > 0 && isUsed && <LineValues {...{ row, line, put, sides }} />}
        </span>
      </td>
    </tr>
  );
}
