import type { MannerOccasion } from '../../http/index.js';
import { changeIssue, moveIssue, saveIssue, typeChange } from '../issues/index.js';
import type { Directory, Option } from '../site/index.js';
import { type Act, type JiraState, nowMs } from '../state.js';
import type { IssueRecord } from '../store/index.js';
import type { AdministratorDeed } from './manner-table.js';
import { oneOf } from './one-of.js';

/** What other people do to the site between two requests: B17, B18, B19 and B26. */
export function letThingsHappen(state: JiraState, occasion: MannerOccasion): void {
  hideProject(state, occasion);
  moveOrRetype(state, occasion);
  changeSilently(state, occasion);
  administrate(state, occasion);
}

/** B17: a project vanishes for a while. */
function hideProject(state: JiraState, occasion: MannerOccasion): void {
  const manner = state.manners.draw('B17', occasion);
  if (manner === undefined) return;
  const { projects } = state.directory.site;
  const project = manner.project === 'any' ? oneOf(projects, state.random) : state.directory.project(manner.project);
  if (project !== undefined) project.hiddenUntilMs = nowMs(state) + manner.forMs;
}

/** B18: an issue goes to another project, or becomes one of another type. */
function moveOrRetype(state: JiraState, occasion: MannerOccasion): void {
  const manner = state.manners.draw('B18', occasion);
  const record = manner && anyIssue(state);
  if (manner === undefined || record === undefined) return;
  const happening =
    manner.happening === 'any' ? oneOf(['move', 'change-type'] as const, state.random) : manner.happening;
  const act = administratorAct(state, occasion);
  if (happening === 'move') {
    const others = state.directory.site.projects.filter(({ id, key }) => id !== record.projectId && key !== 'HR');
    moveIssue(act, record, oneOf(others, state.random));
    return;
  }
  const type = state.directory.issueType(record.typeId);
  const others = state.directory.site.issueTypes.filter(
    ({ id, isSubtask }) => id !== type?.id && isSubtask === type?.isSubtask,
  );
  const other = others[0] && oneOf(others, state.random);
  if (other !== undefined) changeIssue(act, record, {}, typeChange(act, record, { id: other.id }));
}

/** B19, drawn at random: a property that somebody's app sets, without moving `updated`. */
function changeSilently(state: JiraState, occasion: MannerOccasion): void {
  if (state.manners.standing('B19') !== undefined || state.manners.draw('B19', occasion) === undefined) return;
  const record = anyIssue(state);
  if (record === undefined) return;
  const duedate = new Date(nowMs(state)).toISOString().slice(0, 10);
  saveIssue(administratorAct(state, occasion), { ...record, values: { ...record.values, duedate } });
}

/** B26: something that is in use gets another name, or is switched off. */
function administrate(state: JiraState, occasion: MannerOccasion): void {
  const manner = state.manners.draw('B26', occasion);
  if (manner === undefined) return;
  const deeds = Object.keys(DEEDS) as AdministratorDeed[];
  DEEDS[manner.happening === 'any' ? oneOf(deeds, state.random) : manner.happening](state);
}

const DEEDS: Readonly<Record<AdministratorDeed, (state: JiraState) => void>> = {
  'rename-option': ({ directory, random }) =>
    rename(oneOf([...optionsOf(directory), ...directory.site.priorities], random)),
  'disable-option': ({ directory, random }) => {
    oneOf(optionsOf(directory), random).isDisabled = true;
  },
  'rename-field': ({ directory, random }) =>
    rename(
      oneOf(
        directory.site.fields.filter(({ isCustom }) => isCustom),
        random,
      ),
    ),
  'rename-status': ({ directory, random }) => rename(oneOf(directory.site.statuses, random)),
  'deactivate-user': ({ directory, random }) => {
    const people = directory.site.accounts.filter(({ isAdministrator, name }) => !isAdministrator && name !== 'sync');
    oneOf(people, random).isActive = false;
  },
};

function optionsOf({ site }: Directory): readonly Option[] {
  return site.fields.flatMap((field) => field.options ?? []);
}

function rename(thing: { name: string }): void {
  thing.name = `${thing.name} (new)`;
}

function anyIssue(state: JiraState): IssueRecord | undefined {
  const items = state.store.index.keys.items();
  const indexed = items.length === 0 ? undefined : oneOf(items, state.random);
  return indexed && state.store.get(indexed.id);
}

function administratorAct(state: JiraState, occasion: MannerOccasion): Act {
  const account = state.directory.site.accounts.find(({ isAdministrator }) => isAdministrator);
  if (account === undefined) throw new Error('the site has no administrator');
  return { state, account, occasion: { ...occasion, operation: 'person' }, isPerson: true };
}
