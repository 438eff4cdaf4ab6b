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
  const reached = new Set([from.id]);
  const frontier: Reach[] = [{ path: [], ways: offered }];
  // The list grows while it is walked: nearest statuses first.
  for (const at of frontier) {
    const whole = ending(at, request);
    if (whole !== null) return whole;
    for (const way of byNeed(at.ways, request.given)) {
      if (reached.has(way.to.id) || reached.size > STATUSES_LEARNT) continue;
      reached.add(way.to.id);
      const next = { path: [...at.path, way], ways: await transitions.ofStatus(workflow, way.to.id, signal) };
      const found = ending(next, request);
      if (found !== null) return found;
      frontier.push(next);
    }
  }
  throw noWay(from, to, offered);
}

/** A status that can be reached, by which path, and the ways out of it. */
interface Reach {
  readonly path: readonly Transition[];
  readonly ways: readonly Transition[];
}

/** The whole path when the target is one step further. */
function ending({ path, ways }: Reach, { to, given }: PathRequest): readonly Transition[] | null {
  const last = byNeed(ways, given).find((way) => way.to.id === to.id);
  return last === undefined ? null : [...path, last];
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
