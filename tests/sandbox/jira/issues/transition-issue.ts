import { readChanges, requiredWords } from '../fields/index.js';
import { projectOf } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { type Transition, transitionsFrom } from '../site/index.js';
import { type Act, nowMs } from '../state.js';
import type { HistoryItem, IssueRecord } from '../store/index.js';
import { type Changes, changeIssue } from './change.js';
import type { IssueDraft } from './create-issue.js';

/** The transitions that an issue offers now, with the fields that each demands (B9 may add to them or withhold some). */
export function offeredTransitions({ state, isPerson }: Act, record: IssueRecord): readonly Transition[] {
  const springs = isPerson ? undefined : state.manners.standing('B9');
  return transitionsFrom(state.directory.workflow(projectOf(state, record)), record.statusId)
    .filter(({ id }) => springs === undefined || !springs.withholds.includes(id))
    .map((transition) =>
      springs === undefined ? transition : { ...transition, requires: [...transition.requires, ...springs.requires] },
    );
}

/**
 * Takes a transition, with the fields of its screen. Leaving a done status clears the resolution, entering one by a
 * transition without a screen sets it to Done, as Jira's standard workflows do.
 * @throws JiraRefusal when the transition is not offered, a demanded field is missing, or a field is not on its screen
 */
export function transitionIssue(act: Act, record: IssueRecord, transitionId: string, draft: IssueDraft): IssueRecord {
  const { state } = act;
  const transition = offeredTransitions(act, record).find(({ id }) => id === transitionId);
  const to = transition && state.directory.status(transition.to);
  const from = state.directory.status(record.statusId);
  if (transition === undefined || to === undefined || from === undefined) {
    throw new JiraRefusal(400, [
      `It seems that you have tried to perform an illegal workflow operation (action id '${transitionId}').`,
    ]);
  }
  const changes = readChanges(act, draft, {
    project: projectOf(state, record),
    before: record.values,
    isSettable: (field) => transition.requires.includes(field.id),
  });
  demandScreen(act, transition, changes, record);
  const isDone = to.category.key === 'done';
  const movesCategory = to.category.id !== from.category.id;
  const item: HistoryItem = { fieldId: 'status', from: from.id, fromText: from.name, to: to.id, toText: to.name };
  return changeIssue(
    act,
    record,
    { ...postFunctions(act, isDone, record), ...changes },
    {
      patch: {
        statusId: to.id,
        ...(movesCategory ? { categoryChangedMs: nowMs(state), resolvedMs: isDone ? nowMs(state) : null } : {}),
      },
      items: [item],
    },
  );
}

function demandScreen({ state }: Act, transition: Transition, changes: Changes, record: IssueRecord): void {
  const errors: Record<string, string> = {};
  for (const fieldId of transition.requires) {
    const field = state.directory.field(fieldId);
    const value = fieldId in changes ? changes[fieldId] : record.values[fieldId];
    if (field !== undefined && (value ?? null) === null) errors[fieldId] = requiredWords(field);
  }
  if (Object.keys(errors).length > 0) throw JiraRefusal.ofFields(errors);
}

function postFunctions({ state, occasion }: Act, isDone: boolean, record: IssueRecord): Changes {
  const sets = state.manners.draw('B9', occasion)?.sets;
  const hasResolution = record.values.resolution !== undefined;
  return {
    ...(isDone && !hasResolution ? { resolution: state.directory.site.resolutions[0]?.id ?? null } : {}),
    ...(!isDone && hasResolution ? { resolution: null } : {}),
    ...(sets ? { [sets.field]: sets.value } : {}),
  };
}
