import { type Check, type ContainerNeeds, checked, type ItemTypeSchema, type StatusNeed } from '../../sdk/index.js';
import type { Dialect } from '../dialect/dialect.js';
import { type Transition, Transitions } from '../workflow/transitions.js';

/** What issues of one type show of its workflow. */
interface SeenWorkflow {
  readonly transitions: readonly Transition[];
  /** Statuses in which no issue stands, so that nobody can tell what leads out of them. */
  readonly unseen: readonly string[];
}

/** Whether a way leads into each status that is carried, and asks for nothing that is not given on the way. */
export async function examineTransitions(
  dialect: Dialect,
  needs: ContainerNeeds,
  type: ItemTypeSchema,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  if (needs.statuses.length === 0) return [];
  const statuses = type.fields.find(({ kind }) => kind === 'status')?.options ?? [];
  const workflow = await seenWorkflow(dialect, needs.container, type, statuses, signal);
  const checks: Check[] = [];
  const untold: StatusNeed[] = [];
  for (const need of needs.statuses) {
    const status = statuses.find(({ id, label }) => id === need.status || label === need.status);
    // A status that is not there at all is a fault of the mapping, and named with it.
    if (status === undefined) continue;
    const check = wayInto(needs.container, type, need, status.id, workflow);
    if (check === null) untold.push(need);
    else checks.push(check);
  }
  if (untold.length > 0) checks.push(notTold(needs.container, type, untold, workflow));
  return checks;
}

/** Workflows show themselves by issues alone to those who do not administer the site. */
function notTold(
  project: string,
  type: ItemTypeSchema,
  untold: readonly StatusNeed[],
  { unseen }: SeenWorkflow,
): Check {
  const names = untold.map(({ status }) => status).join(', ');
  return checked({
    id: `status ${project} ${type.name}`,
    name: `a ${type.name} of ${project} can be brought to ${names}`,
    outcome: 'cannot-tell',
    neededBy: [...new Set(untold.flatMap(({ neededBy }) => neededBy))],
    found: `no issue stands in ${unseen.join(', ')}, from where a transition may lead there; it is found at the first one`,
  });
}

async function seenWorkflow(
  dialect: Dialect,
  project: string,
  type: ItemTypeSchema,
  statuses: readonly { readonly id: string; readonly label: string }[],
  signal: AbortSignal,
): Promise<SeenWorkflow> {
  const known = new Transitions(dialect);
  const transitions: Transition[] = [];
  const unseen: string[] = [];
  for (const { id, label } of statuses) {
    const ways = await known.ofStatus({ project, typeId: type.id }, id, signal);
    if (ways.length === 0) unseen.push(label);
    transitions.push(...ways);
  }
  return { transitions, unseen };
}

/** Null where nobody can tell: a way may lead there from a status in which no issue stands. */
function wayInto(
  project: string,
  type: ItemTypeSchema,
  { status, given, neededBy }: StatusNeed,
  statusId: string,
  { transitions, unseen }: SeenWorkflow,
): Check | null {
  const check = {
    id: `status ${project} ${type.name} ${status}`,
    name: `a ${type.name} of ${project} can be brought to ${status}`,
    neededBy,
  };
  const ways = transitions.filter(({ to }) => to.id === statusId);
  if (ways.length === 0) {
    if (unseen.length > 0) return null;
    return {
      ...check,
      outcome: 'fails',
      found: 'no transition leads there',
      fix: `Map another status, or add a transition: ${project}, Project settings, Workflows, the workflow of ${type.name}: Edit, Add transition`,
    };
  }
  const wanting = (way: Transition) =>
    (way.fields ?? []).filter((field) => field.isNeeded && !given.includes(field.id)).map((field) => field.id);
  if (ways.some((way) => wanting(way).length === 0)) return checked({ ...check, outcome: 'ok' });
  const [way] = ways;
  const fields = way === undefined ? [] : wanting(way);
  return {
    ...check,
    outcome: 'fails',
    found: `the transition ${way?.name} wants ${fields.join(', ')}, which nothing gives`,
    fix: `In syncline.yaml give it with the status: transition: { "${status}": { ${fields.map((id) => `${id}: …`).join(', ')} } } below its side`,
  };
}
