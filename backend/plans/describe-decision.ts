import type { Decision } from '../changes/index.js';
import type { Comment } from '../connectors/sdk/index.js';
import { describeValue, opposite, type Side } from '../mappings/index.js';
import type { WrittenField } from '../writes/index.js';
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
        fields.push({
          field: field.id,
          name: descriptor.name,
          before: '',
          after: describeValue(descriptor.kind, value.value),
        });
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
  const comments = work.comments.map(({ comment, channel }): PlannedWrite => {
    const sourceId = `${work.source.id} ${comment.id}`;
    return { ...write, kind: 'comment', sourceId, fields: [describeComment(comment, channel)] };
  });
  return { writes: [write, ...comments], held };
}

function describeLink(work: Extract<Decision, { kind: 'link' }>) {
  const writes = work.writes.flatMap((write): PlannedWrite[] => {
    const { kind, side, body } = write;
    const source = work.items[opposite(side)];
    const target = { side, sourceKey: source.key, targetKey: work.items[side].key };
    if (kind === 'update') {
      return [
        { ...target, kind, sourceId: source.id, fields: body.fields.map((field) => describeField(work, side, field)) },
      ];
    }
    if (kind !== 'comment' || body.comment === null) return [];
    const { originId, channel } = body.comment;
    const fields = (source.comments ?? [])
      .filter(({ id }) => id === originId)
      .map((comment) => describeComment(comment, channel));
    return [{ ...target, kind, sourceId: `${source.id} ${originId}`, fields }];
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

function describeField(
  { rule }: Extract<Decision, { kind: 'link' }>,
  side: Side,
  written: WrittenField,
): PlannedWrite['fields'][number] {
  const { field, before, write } = written;
  const descriptor = rule.fields.find(({ id }) => id === field)?.[side];
  const kind = descriptor?.kind ?? 'text';
  return {
    field,
    name: descriptor?.name ?? field,
    before: describeValue(kind, before),
    after: describeValue(kind, write.value),
  };
}

function describeComment({ body }: Comment, channel: string): PlannedWrite['fields'][number] {
  return { field: channel, name: channel, before: '', after: describeValue('text', body.value) };
}
