import { type Transition, transitionsFrom, type Workflow } from '../site/index.js';

/** The fewest transitions from one status to another; undefined when there is no way. */
export function findPath(workflow: Workflow, fromId: string, toId: string): readonly Transition[] | undefined {
  const reached = new Map<string, readonly Transition[]>([[fromId, []]]);
  for (const [statusId, path] of reached) {
    if (statusId === toId) return path;
    for (const transition of transitionsFrom(workflow, statusId)) {
      if (!reached.has(transition.to)) reached.set(transition.to, [...path, transition]);
    }
  }
  return undefined;
}
