import type { Decision } from '../changes/index.js';
import { describeValue, opposite } from '../mappings/index.js';
import type { PlannedHold, PlannedWrite } from './plan.js';

/** What one decision would write and hold, for people and for comparing. */
export interface DescribedDecision {
  readonly writes: readonly PlannedWrite[];
  readonly held: readonly PlannedHold[];
  readonly problem: string | null;
}

/** Says in words what a decision would do. The same decision is always said in the same words, so that drift shows. */
export function describeDecision(decision: Decision): DescribedDecision {
  if (decision.kind === 'create') return { ...describeCreate(decision), problem: null };
  if (decision.kind === 'link') return { ...describeLink(decision), problem: null };
  return { writes: [], held: [], problem: decision.kind === 'postponed' ? decision.problem : null };
}

function describeCreate(work: Extract<Decision, { kind: 'create' }>) {
  const side = opposite(work.sourceSide);
  const fields: PlannedWrite['fields'] = [];
  const held: PlannedHold[] = [];
  for (const field of work.rule.fields) {
    const descriptor = field[side];
    const value = work.values[field.id];
    if (descriptor === null || value === undefined) continue;
    if (value.kind === 'value') {
      if (value.value !== null)
        fields.push({ field: field.id, before: '', after: describeValue(descriptor.kind, value.value) });
    } else {
      held.push({
        leftKey: work.sourceSide === 'left' ? work.source.key : null,
        rightKey: work.sourceSide === 'right' ? work.source.key : null,
        field: field.id,
        reason: value.reason,
        message: value.message,
      });
    }
  }
  const write: PlannedWrite = {
    kind: 'create',
    side,
    sourceId: work.source.id,
    sourceKey: work.source.key,
    targetKey: null,
    fields,
  };
  const comments = work.comments.map((id): PlannedWrite => {
    return { ...write, kind: 'comment', sourceId: `${work.source.id} ${id}`, fields: [] };
  });
  return { writes: [write, ...comments], held };
}

function describeLink(work: Extract<Decision, { kind: 'link' }>) {
  const writes = work.writes.flatMap((write): PlannedWrite[] => {
    if (write.kind !== 'update' && write.kind !== 'comment') return [];
    const source = work.items[opposite(write.side)];
    return [
      {
        kind: write.kind,
        side: write.side,
        sourceId: write.kind === 'comment' ? `${source.id} ${write.body.comment?.originId ?? ''}` : source.id,
        sourceKey: source.key,
        targetKey: work.items[write.side].key,
        fields: write.body.fields.map((written) => {
          const kind = work.rule.fields.find((field) => field.id === written.field)?.[write.side]?.kind ?? 'text';
          return {
            field: written.field,
            before: describeValue(kind, written.before),
            after: describeValue(kind, written.write.value),
          };
        }),
      },
    ];
  });
  const held = work.held.map((field) => ({
    leftKey: work.link.left.key,
    rightKey: work.link.right.key,
    field: field.field,
    reason: field.reason,
    message: field.message,
  }));
  return { writes, held };
}
