import type { DroppedConnection, MannerOccasion } from '../../http/index.js';
import { type JiraState, nowMs } from '../state.js';

/** Operations that make something that was not there. */
const CREATES: ReadonlySet<string> = new Set([
  'createIssue',
  'createIssues',
  'addComment',
  'linkIssues',
  'addAttachment',
  'addWorklog',
]);

/** B12: a write that gets no answer now and lands at the given time. */
export interface LateLanding {
  readonly dueMs: number;
  readonly outcome: DroppedConnection;
}

export function lateLanding(state: JiraState, occasion: MannerOccasion): LateLanding | undefined {
  if (!occasion.isWrite) return undefined;
  const manner = state.manners.draw('B12', occasion);
  return manner && { dueMs: nowMs(state) + manner.delayMs, outcome: { drop: manner.drop } };
}

/** B11: the answer to a create never arrives; `before`: nothing was made either. */
export function lostCreate({ manners, random }: JiraState, occasion: MannerOccasion): DroppedConnection | undefined {
  if (!CREATES.has(occasion.operation)) return undefined;
  const manner = manners.draw('B11', occasion);
  if (manner === undefined) return undefined;
  const isMade = manner.made === 'either' ? random() < 0.5 : manner.made;
  return { drop: isMade ? 'after' : 'before' };
}
