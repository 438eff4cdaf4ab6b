import Lozenge from '@atlaskit/lozenge';
import type { Proposal, SetupSide } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import type { Entry } from './entry.js';
import { ProposedLine } from './proposed-line.js';
import { RequiredValues } from './required-values.js';

const { mapping } = WORDS.setup;
const { columns } = mapping;

export interface ProposedPairProps {
  readonly pair: Proposal['items'][number];
  /** Its index in the entry. */
  readonly item: number;
  readonly proposal: Proposal;
  readonly entry: Entry;
  readonly dropped: readonly string[];
  readonly drop: (line: string, isUsed: boolean) => void;
  readonly change: (entry: Entry) => void;
  readonly sides: Readonly<Record<'left' | 'right', SetupSide>>;
  readonly isOpen: boolean;
}

/** Two item types that become each other: their fields, what a tool demands of them, what becomes of comments. */
export function ProposedPair({ isOpen, ...props }: ProposedPairProps) {
  const { pair, item, proposal, dropped } = props;
  const lines = proposal.fields.filter((line) => line.item === item);
  const used = lines.filter(({ row }) => !dropped.includes(`${item}.${row}`)).length;
  return (
    <details className="pair" open={isOpen}>
      <summary>
        <span className="pair__title">
          <strong>{mapping.pair(pair.left, pair.right)}</strong>
          <ConfidenceMark confidence={pair.confidence} />
          <span className="small">{`${mapping.lines(used, lines.length)} · ${pair.reason}`}</span>
        </span>
      </summary>
      <table className="facts" aria-label={mapping.pair(pair.left, pair.right)}>
        <thead>
          <tr>
            <th scope="col">{columns.field}</th>
            <th scope="col">{columns.direction}</th>
            <th scope="col">{columns.why}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <ProposedLine key={line.row} {...props} line={line} />
          ))}
        </tbody>
      </table>
      <RequiredValues {...props} />
      <p className="small">{`${mapping.comments}: ${pair.comments}.`}</p>
    </details>
  );
}

/** How sure a proposal is. What is merely the nearest stands out. */
export function ConfidenceMark({ confidence }: { readonly confidence: Proposal['items'][number]['confidence'] }) {
  const appearance = { sure: 'success', likely: 'default', guess: 'moved' } as const;
  return <Lozenge appearance={appearance[confidence]}>{mapping.confidences[confidence]}</Lozenge>;
}
