import { RefusedError } from '../../../shared/index.js';
import type { OptionValue } from '../../sdk/index.js';
import type { Transition, Transitions, Workflow } from './transitions.js';

/** Statuses whose ways out are learnt for one path at most: a workflow is not searched through for a status that is not in it. */
const STATUSES_LEARNT = 12;

/** From where to where, for which issue. */
export interface PathRequest {
  readonly workflow: Workflow;
  readonly issueId: string;
  readonly from: OptionValue;
  readonly to: OptionValue;
  /** Fields that can be given when the target is entered. */
  readonly given: ReadonlySet<string>;
}

/**
 * The shortest list of transitions to the target status, empty when the issue stands there; of several equally short ones the
 * one whose screens need least that is not given. @throws RefusedError when there is none, with what is offered.
 */
export async function findPath(
  transitions: Transitions,
  request: PathRequest,
  signal: AbortSignal,
): Promise<readonly Transition[]> {
  const { from, to, workflow } = request;
  if (from.id === to.id) return [];
  const offered = await transitions.ofIssue(workflow, from.id, request.issueId, signal);
  const pathTo = new Map<string, readonly Transition[]>([[from.id, []]]);
  const frontier: { readonly id: string; readonly ways: readonly Transition[] }[] = [{ id: from.id, ways: offered }];
  let learnt = 0;
  for (let at = frontier.shift(); at !== undefined; at = frontier.shift()) {
    const before = pathTo.get(at.id) ?? [];
    const ways = byNeed(at.ways, request.given);
    const last = ways.find((way) => way.to.id === to.id);
    if (last !== undefined) return [...before, last];
    for (const way of ways) {
      if (pathTo.has(way.to.id) || learnt >= STATUSES_LEARNT) continue;
      learnt += 1;
      pathTo.set(way.to.id, [...before, way]);
      frontier.push({ id: way.to.id, ways: await transitions.ofStatus(workflow, way.to.id, signal) });
    }
  }
  throw noWay(from, to, offered);
}

function byNeed(ways: readonly Transition[], given: ReadonlySet<string>): readonly Transition[] {
  const missing = (way: Transition) =>
    (way.fields ?? []).filter((field) => field.isNeeded && !given.has(field.id)).length;
  return ways.toSorted((a, b) => missing(a) - missing(b));
}

function noWay(from: OptionValue, to: OptionValue, offered: readonly Transition[]): RefusedError {
  const choice =
    offered.length === 0
      ? 'Jira offers no transition from there (the account may lack the right to transition issues)'
      : `Jira offers ${offered.map((way) => `${way.name} (to ${way.to.name})`).join(', ')}`;
  const message = `There is no way from status ${from.label} to ${to.label}: ${choice}`;
  return new RefusedError(message, { status: 0, fieldErrors: { status: message } });
}
