import Lozenge from '@atlaskit/lozenge';
import type { Difference } from '../../../api/operations.js';
import { sayMappingPath } from '../../../words/mapping-path.js';
import { WORDS } from '../../../words/words.js';
import type { Column } from '../../lists/column.js';
import { FactTable } from '../../lists/fact-table.js';

const { differences } = WORDS.mapping;
const APPEARANCES = { added: 'success', changed: 'inprogress', removed: 'removed' } as const;

const COLUMNS: readonly Column<Difference>[] = [
  {
    key: 'what',
    title: differences.what,
    cell: ({ kind, path }) => (
      <span className="name">
        <span>
          <Lozenge appearance={APPEARANCES[kind]}>{differences.kinds[kind]}</Lozenge>
        </span>
        <span>{sayMappingPath(path)}</span>
      </span>
    ),
  },
  { key: 'before', title: differences.before, cell: ({ before }) => <Written text={before} /> },
  { key: 'after', title: differences.after, cell: ({ after }) => <Written text={after} /> },
];

/** What one text says otherwise than another, in the words of the file. */
export function Differences({ label, all }: { readonly label: string; readonly all: readonly Difference[] }) {
  if (all.length === 0) return <p className="subtle">{differences.none}</p>;
  return <FactTable label={label} columns={COLUMNS} rows={all} rowKey={({ path }) => path} now={new Date()} />;
}

function Written({ text }: { readonly text: string | null }) {
  return text === null ? <span className="small">–</span> : <code className="mapping-written">{text}</code>;
}
