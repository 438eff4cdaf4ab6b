import type { Proposal } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { FactTable } from '../lists/fact-table.js';

const { mapping, sides } = WORDS.setup;
const { leftOverColumns: columns } = mapping;

type Line = Proposal['leftOver'][number];

const COLUMNS: readonly Column<Line>[] = [
  { key: 'name', title: columns.name, cell: ({ name }) => name },
  { key: 'side', title: columns.side, cell: ({ side }) => sides[side] },
  { key: 'reason', title: columns.reason, cell: ({ reason }) => reason },
];

/** What was not proposed, and why. Of several pairs of types the first tells it: the others say the same. */
export function LeftOver({ proposal }: { readonly proposal: Proposal }) {
  const lines = proposal.leftOver.filter(({ item }) => item === null || item === 0);
  if (lines.length === 0) return null;
  return (
    <details className="more">
      <summary>{mapping.leftOver(lines.length)}</summary>
      <FactTable
        label={mapping.leftOver(lines.length)}
        columns={COLUMNS}
        rows={lines}
        rowKey={({ side, item, name }) => `${side} ${item ?? 'type'} ${name}`}
        now={new Date()}
      />
    </details>
  );
}
