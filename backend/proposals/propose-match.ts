import type { FieldDescriptor } from '../connectors/sdk/index.js';
import { fieldOf } from './concepts.js';
import type { Confidence, ProposalSide, WrittenRow, WrittenSync } from './proposal.js';
import { writtenField } from './written-name.js';

/** How items that exist on both sides already are found, and the rows that keep it so for new ones. */
export interface ProposedMatch {
  readonly match: NonNullable<WrittenSync['match']> | null;
  readonly reason: string;
  /** The field that takes the partner's key, and how it is written. */
  readonly keeper: {
    readonly side: 'left' | 'right';
    readonly field: FieldDescriptor;
    readonly row: WrittenRow;
    readonly confidence: Confidence;
    readonly reason: string;
  } | null;
}

/** By a field of one side that people keep the other's key in; on the right first, for that is where others have written it before. */
export function proposeMatch(left: ProposalSide, right: ProposalSide): ProposedMatch {
  for (const [side, here, there] of [
    ['right', right, left],
    ['left', left, right],
  ] as const) {
    const all = here.schema.itemTypes.flatMap(({ fields }) => fields);
    const field = fieldOf('partner', all);
    if (field === null) continue;
    const written = writtenField(field, uniqueById(all));
    const canBeWritten = field.onCreate || field.onUpdate;
    const expression = side === 'right' ? { toRight: 'item.key' } : { toLeft: 'item.key' };
    return {
      match: side === 'right' ? { left: 'key', right: written } : { left: written, right: 'key' },
      reason: `items whose ${field.name} in ${here.title} is the key of one in ${there.title} are pairs already`,
      keeper: canBeWritten
        ? {
            side,
            field,
            row: { [side]: written, ...expression, direction: side },
            confidence: 'likely',
            reason: `keeps the key of the item in ${there.title}, so that people and reports find it`,
          }
        : null,
    };
  }
  const reason = 'no field on either side looks as if it held the other’s key, so nothing is taken for a pair';
  return { match: null, reason, keeper: null };
}

function uniqueById(fields: readonly FieldDescriptor[]): readonly FieldDescriptor[] {
  return [...new Map(fields.map((field) => [field.id, field])).values()];
}
