import { RefusedError } from '../../shared/index.js';
import { type CreateOutcome, type FieldDescriptor, markText, type NewItem } from '../sdk/index.js';
import { requestBody } from './field-value.js';
import { itemOf } from './item.js';
import { closedToCreates, withFieldErrors } from './refusal.js';
import type { Site } from './site.js';
import { customFieldId } from './standard-fields.js';

const NO_MARK_FIELD =
  'Redmine has no place for a mark by which an interrupted create is found again: make a custom field for it, and name it as `markField` of the connection';

/**
 * Makes the issues one after the other, since there is no bulk create. Without a field for marks none is made: by its content alone
 * an issue cannot be told from one that a person wrote, nor kept from being carried back as something new.
 * @throws ReconnectNeededError when the account may not create issues in the project at all.
 */
export async function createItems(
  site: Site,
  request: { container: string; items: readonly NewItem[]; fields: readonly FieldDescriptor[] },
  signal: AbortSignal,
): Promise<readonly CreateOutcome[]> {
  const { container, items, fields } = request;
  const outcomes: CreateOutcome[] = [];
  for (const item of items) outcomes.push(await createItem(site, container, item, fields, signal));
  return outcomes;
}

async function createItem(
  site: Site,
  container: string,
  newItem: NewItem,
  fields: readonly FieldDescriptor[],
  signal: AbortSignal,
): Promise<CreateOutcome> {
  const { markField } = site;
  if (markField === null) return { kind: 'refused', message: NO_MARK_FIELD, fieldErrors: {} };
  const mark = { [customFieldId(markField)]: markText(newItem.mark) };
  const body = requestBody({ ...newItem.fields, ...mark }, fields);
  const versionOf = site.sightings.asking();
  try {
    const issue = await site.api.create({ project_id: container, tracker_id: Number(newItem.typeId), ...body }, signal);
    const item = await itemOf(site, { container, issue, fields, versionOf }, signal);
    if (item.mark !== newItem.mark) {
      site.log.warn('Redmine did not keep the mark of an issue that was created', {
        issue: item.key,
        fix: `let the account edit the custom field ${customFieldId(markField)} for every tracker that is mapped`,
      });
    }
    return { kind: 'created', id: item.id, key: item.key, item };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { message, fieldErrors } = withFieldErrors(error, fields);
    const isNamed = Object.keys(fieldErrors).length > 0;
    // Redmine looks away from a project in which nothing may be created, and then misses the project (422).
    if (!isNamed && !(await site.account.rights(container, signal)).may('add_issues')) {
      throw closedToCreates(container, error);
    }
    return { kind: 'refused', message, fieldErrors };
  }
}
