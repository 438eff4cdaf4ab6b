import { type Check, type ContainerNeeds, checked, type ItemTypeSchema, type StatusNeed } from '../../sdk/index.js';
import type { Issue } from '../answers.js';
import { ofProject } from '../issue-filter.js';
import type { Site } from '../site.js';

/** What an issue in each status shows of a tracker's workflow. */
interface SeenWorkflow {
  /** Numbers of the statuses into which some issue may be brought, as text. */
  readonly reachable: ReadonlySet<string>;
  /** Names of the statuses in which no issue stands, so that nobody can tell what leads out of them. */
  readonly unseen: readonly string[];
}

/** Whether the account's role may bring an issue of each tracker into each status that is carried. */
export async function examineStatuses(
  site: Site,
  needs: ContainerNeeds,
  types: readonly ItemTypeSchema[],
  signal: AbortSignal,
): Promise<readonly Check[]> {
  if (needs.statuses.length === 0) return [];
  const checks: Check[] = [];
  for (const type of types) {
    const statuses = type.fields.find(({ kind }) => kind === 'status')?.options ?? [];
    const workflow = await seenWorkflow(site, needs.container, type.id, statuses, signal);
    const untold: StatusNeed[] = [];
    for (const need of needs.statuses) {
      const status = statuses.find(({ id, label }) => id === need.status || label === need.status);
      // A status that is not there at all is a fault of the mapping, and named with it.
      if (status === undefined) continue;
      const isReachable = workflow.reachable.has(status.id);
      if (!isReachable && workflow.unseen.length > 0) untold.push(need);
      else checks.push(wayInto(needs.container, type.name, status.label, need, isReachable));
    }
    if (untold.length > 0) checks.push(notTold(needs.container, type.name, untold, workflow));
  }
  return checks;
}

function wayInto(project: string, type: string, label: string, need: StatusNeed, isReachable: boolean): Check {
  const check = {
    id: `status ${project} ${type} ${need.status}`,
    name: `a ${type} of ${project} can be brought to ${label}`,
    neededBy: need.neededBy,
  };
  if (isReachable) return checked({ ...check, outcome: 'ok' });
  const fix = `Administration, Workflow, Status transitions: the role of the account, ${type}: tick ${label} among the new statuses allowed`;
  return { ...check, outcome: 'fails', found: 'the workflow lets the account bring no issue there', fix };
}

function notTold(project: string, type: string, untold: readonly StatusNeed[], { unseen }: SeenWorkflow): Check {
  return checked({
    id: `status ${project} ${type}`,
    name: `a ${type} of ${project} can be brought to ${untold.map(({ status }) => status).join(', ')}`,
    outcome: 'cannot-tell',
    neededBy: [...new Set(untold.flatMap(({ neededBy }) => neededBy))],
    found: `no issue stands in ${unseen.join(', ')}, from where the workflow may lead there; it is found at the first one`,
  });
}

async function seenWorkflow(
  { api }: Site,
  project: string,
  tracker: string,
  statuses: readonly { readonly id: string; readonly label: string }[],
  signal: AbortSignal,
): Promise<SeenWorkflow> {
  const reachable = new Set<string>();
  const unseen: string[] = [];
  for (const { id, label } of statuses) {
    const query = { ...ofProject(project), tracker_id: tracker, status_id: id, limit: '1' };
    const example = (await api.list(query, signal)).issues[0];
    const allowed = example === undefined ? undefined : await allowedFrom(api, example, signal);
    if (allowed === undefined) unseen.push(label);
    // Staying where it is is allowed always, and says nothing of coming there.
    for (const status of allowed ?? []) if (String(status.id) !== id) reachable.add(String(status.id));
  }
  return { reachable, unseen };
}

/** Undefined before Redmine 5.0, which tells it nobody. */
async function allowedFrom(api: Site['api'], { id }: Issue, signal: AbortSignal): Promise<Issue['allowed_statuses']> {
  return (await api.issue(String(id), ['allowed_statuses'], signal))?.allowed_statuses;
}
