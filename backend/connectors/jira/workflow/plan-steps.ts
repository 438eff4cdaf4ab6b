import { z } from 'zod';
import type { JsonValue } from '../../../shared/index.js';
import type { FieldDescriptor, FieldValues, Item, ItemChange, OptionValue, WriteStep } from '../../sdk/index.js';
import { idText } from '../answers/id.js';
import type { Dialect } from '../dialect/dialect.js';
import type { Forms } from '../dialect/forms.js';
import type { JiraApi } from '../jira-api.js';
import { descriptorOf, fieldsToJira } from '../values/fields-to-jira.js';
import { elementToJira } from '../values/to-jira.js';
import { findPath } from './find-path.js';
import type { StepPayload } from './step-payload.js';
import type { Transition, Transitions } from './transitions.js';

const STATUS = 'status';
const PARENT = 'parent';
const option = z.looseObject({ id: z.string(), label: z.string() });
const withStatus = z.looseObject({
  fields: z.looseObject({ status: z.looseObject({ id: idText, name: z.string() }) }),
});

/** What is to become of one item. */
export interface StepRequest {
  readonly item: Item;
  readonly change: ItemChange;
  readonly fields: readonly FieldDescriptor[];
}

/**
 * Orders a change into one edit and the transitions to the wanted status. The edit comes last, for its answer shows the issue with all
 * that was done, and nothing has to be read back. It comes first when the issue is to be closed, because closed issues are often not
 * editable, and when it gives what a validator may ask for. @throws RefusedError when there is no way to the status.
 */
export async function planSteps(
  parts: { readonly dialect: Dialect; readonly transitions: Transitions },
  request: StepRequest,
  signal: AbortSignal,
): Promise<readonly WriteStep[]> {
  const { item, change, fields } = request;
  const { api, forms } = parts.dialect;
  const { [STATUS]: status, ...set } = change.set;
  if (status === undefined) return editSteps(request, set, forms);
  const to = option.parse(status);
  const from = await currentStatus(api, item, signal);
  const path = await findPath(
    parts.transitions,
    {
      workflow: { project: item.container, typeId: item.typeId },
      issueId: item.id,
      from,
      to,
      given: new Set(Object.keys(change.entering)),
    },
    signal,
  );
  const { withTransition, withEdit } = splitEntering(request, path.at(-1));
  const edits = editSteps(request, { ...withEdit, ...set }, forms);
  const transitions = path.map((way) =>
    way === path.at(-1)
      ? transitionStep(way, [STATUS], fieldsToJira(withTransition, fields, forms))
      : transitionStep(way, [], {}),
  );
  const isEditFirst = !isClosed(from, fields) && (isClosed(to, fields) || Object.keys(withEdit).length > 0);
  return isEditFirst ? [...edits, ...transitions] : [...transitions, ...edits];
}

async function currentStatus(api: JiraApi, item: Item, signal: AbortSignal): Promise<OptionValue> {
  const known = option.safeParse(item.fields[STATUS]);
  if (known.success) return known.data;
  const path = `/issue/${encodeURIComponent(item.id)}`;
  const { body } = await api.read({ method: 'GET', path, query: { fields: STATUS } }, withStatus, signal);
  return { id: body.fields.status.id, label: body.fields.status.name };
}

/** Jira refuses a transition for a field that is not on its screen; such a field is edited instead where that is possible. */
function splitEntering(
  { change, fields }: StepRequest,
  last: Transition | undefined,
): { readonly withTransition: FieldValues; readonly withEdit: FieldValues } {
  if (last === undefined) return { withTransition: {}, withEdit: {} };
  const isEdited = (id: string): boolean => {
    const isOffScreen = last.fields?.every((field) => field.id !== id) ?? false;
    return isOffScreen && fields.some((field) => field.id === id && field.onUpdate);
  };
  const entering = Object.entries(change.entering);
  return {
    withTransition: Object.fromEntries(entering.filter(([id]) => !isEdited(id))),
    withEdit: Object.fromEntries(entering.filter(([id]) => isEdited(id))),
  };
}

/** No step, or one. Jira refuses a field that stands in `fields` and in `update`. */
function editSteps({ change, fields }: StepRequest, set: FieldValues, forms: Forms): readonly WriteStep[] {
  const { [PARENT]: parent, ...plain } = set;
  const update: Record<string, JsonValue[]> = {};
  if (parent === null) update[PARENT] = [{ set: { none: true } }];
  else if (parent !== undefined) Object.assign(plain, { [PARENT]: parent });
  for (const [id, { add, remove }] of Object.entries(change.elements)) {
    const field = descriptorOf(id, [], fields);
    update[id] = [
      ...add.map((token) => ({ add: elementToJira(field, token, forms) })),
      ...remove.map((token) => ({ remove: elementToJira(field, token, forms) })),
    ];
  }
  const written = [...Object.keys(set), ...Object.keys(change.elements)];
  if (written.length === 0) return [];
  const payload: StepPayload = { kind: 'edit', fields: fieldsToJira(plain, fields, forms), update };
  const settled = written.filter((id) => id in change.set || id in change.elements);
  return [{ name: `edit ${written.join(', ')}`, fields: settled, payload }];
}

function transitionStep(way: Transition, settled: readonly string[], fields: Record<string, JsonValue>): WriteStep {
  const payload: StepPayload = { kind: 'transition', transitionId: way.id, fields };
  return { name: `transition to ${way.to.name}`, fields: settled, payload };
}

function isClosed(status: OptionValue, fields: readonly FieldDescriptor[]): boolean {
  const options = fields.find((field) => field.id === STATUS)?.options ?? [];
  return options.find((candidate) => candidate.id === status.id)?.category === 'closed';
}
