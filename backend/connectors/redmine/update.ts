import { z } from 'zod';
import { type JsonValue, jsonValue, MalformedAnswerError, RefusedError, UnavailableError } from '../../shared/index.js';
import type { FieldDescriptor, FieldValue, Item, ItemChange, StepAnswer, WriteStep } from '../sdk/index.js';
import { requestBody } from './field-value.js';
import { itemOf } from './item.js';
import { withFieldErrors } from './refusal.js';
import type { Site } from './site.js';

const stepPayload = z.object({ issue: z.record(z.string(), jsonValue) });

/**
 * One call does it all: a status is a field here. Redmine would leave out a status that the workflow does not allow from the present
 * one, so that is asked before. @throws RefusedError naming the statuses that are allowed.
 */
export async function stepsFor(
  site: Site,
  request: { item: Item; change: ItemChange; fields: readonly FieldDescriptor[] },
  signal: AbortSignal,
): Promise<readonly WriteStep[]> {
  const { item, change, fields } = request;
  await checkStatus(site, item, change.set.status ?? null, signal);
  const lists = Object.fromEntries(
    Object.entries(change.elements).map(([field, edit]) => [field, editedList(item.fields[field] ?? null, edit)]),
  );
  const changed = { ...change.set, ...lists };
  const body: JsonValue = requestBody({ ...change.entering, ...changed }, fields);
  return Object.keys(body).length === 0
    ? []
    : [{ name: 'edit', fields: Object.keys(changed), payload: { issue: body } }];
}

async function checkStatus(site: Site, item: Item, wanted: FieldValue, signal: AbortSignal): Promise<void> {
  if (wanted === null || typeof wanted !== 'object' || !('id' in wanted)) return;
  const issue = await site.api.issue(item.id, ['allowed_statuses'], signal);
  const allowed = issue?.allowed_statuses;
  if (issue === undefined || allowed === undefined || allowed.some(({ id }) => String(id) === wanted.id)) return;
  const names = allowed.filter(({ id }) => id !== issue.status.id).map(({ name }) => name);
  const message =
    names.length === 0
      ? `the account may not change the status from ${issue.status.name}: its role needs a transition in the workflow, and the right to edit issues`
      : `the workflow lets the account change the status from ${issue.status.name} to ${names.join(', ')} only`;
  throw new RefusedError(message, { status: 422, fieldErrors: { status: message } });
}

/**
 * Makes the change and reads the issue, since an update answers nothing and may have changed nothing (B6).
 * @throws RefusedError with the fields that the tool's words name. @throws NotFoundError when the issue is out of sight.
 */
export async function performStep(
  site: Site,
  request: { container: string; id: string; step: WriteStep; fields: readonly FieldDescriptor[] },
  signal: AbortSignal,
): Promise<StepAnswer> {
  const { container, id, fields, step } = request;
  const payload = stepPayload.safeParse(step.payload);
  if (!payload.success) {
    throw new MalformedAnswerError('The stored step of a Redmine write cannot be read', { cause: payload.error });
  }
  try {
    await site.api.update(id, payload.data.issue, signal);
  } catch (error) {
    throw error instanceof RefusedError ? withFieldErrors(error, fields) : error;
  }
  return { item: await presentItem(site, { container, id, fields }, signal) };
}

/** Null when it cannot be read just now: what is written is written, and is read back with others. */
async function presentItem(
  site: Site,
  { container, id, fields }: { container: string; id: string; fields: readonly FieldDescriptor[] },
  signal: AbortSignal,
): Promise<Item | null> {
  const versionOf = site.sightings.asking();
  const issue = await site.api.issue(id, ['journals'], signal).catch((error: unknown) => {
    if (!(error instanceof UnavailableError)) throw error;
    site.log.debug('an issue could not be read after it was written', { issue: id, reason: error.message });
    return undefined;
  });
  return issue === undefined ? null : itemOf(site, { container, issue, fields, versionOf }, signal);
}

/** The tool has no call that adds one element, so the list as it was read is edited and set as a whole. */
function editedList(
  current: FieldValue,
  edit: { readonly add: readonly string[]; readonly remove: readonly string[] },
): FieldValue {
  const ids = Array.isArray(current)
    ? current.map((element: string | { readonly id: string }) => (typeof element === 'string' ? element : element.id))
    : [];
  return [...new Set([...ids, ...edit.add])].filter((id) => !edit.remove.includes(id));
}
