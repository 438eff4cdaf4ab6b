import Lozenge from '@atlaskit/lozenge';
import type { RemappedItem } from '../../../api/operations.js';
import { sayMessage } from '../../../words/message.js';
import { WORDS } from '../../../words/words.js';
import type { Column } from '../../lists/column.js';
import { FactTable } from '../../lists/fact-table.js';

const { remap, differences } = WORDS.mapping;

interface Line {
  readonly key: string;
  readonly item: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly isHeld: boolean;
}

const COLUMNS: readonly Column<Line>[] = [
  { key: 'item', title: remap.item, cell: ({ item }) => item },
  { key: 'field', title: remap.field, cell: ({ field }) => field },
  { key: 'before', title: differences.before, cell: ({ before }) => before },
  {
    key: 'after',
    title: differences.after,
    cell: ({ after, isHeld }) =>
      isHeld ? (
        <span className="name">
          <span>
            <Lozenge appearance="moved">{WORDS.dashboard.columns.held}</Lozenge>
          </span>
          {after}
        </span>
      ) : (
        after
      ),
  },
];

/** Each value that would be written or held, before and after. */
export function RemappedItems({
  items,
  nameOf,
}: {
  readonly items: readonly RemappedItem[];
  readonly nameOf: (rule: string) => string;
}) {
  const lines = items.flatMap((item) => linesOf(item, nameOf));
  return <FactTable label={remap.list} columns={COLUMNS} rows={lines} rowKey={({ key }) => key} now={new Date()} />;
}

function linesOf({ leftKey, rightKey, writes, held }: RemappedItem, nameOf: (rule: string) => string): readonly Line[] {
  const target = { left: leftKey, right: rightKey };
  return [
    ...writes.flatMap(({ side, fields }) =>
      fields.map(({ field, name, before, after }) => ({
        key: `${leftKey} ${side} ${field}`,
        item: target[side],
        field: name,
        before,
        after,
        isHeld: false,
      })),
    ),
    ...held.map(({ field, message }) => ({
      key: `${leftKey} held ${field}`,
      item: `${leftKey}, ${rightKey}`,
      field: nameOf(field),
      before: '',
      after: sayMessage(message, target),
      isHeld: true,
    })),
  ];
}
