import { z } from 'zod';
import { MalformedAnswerError, RefusedError, UnknownOutcomeError } from '../../shared/index.js';
import {
  type CreateOutcome,
  type FieldDescriptor,
  type FieldValue,
  type FieldValues,
  type Item,
  type ItemChange,
  markText,
  type NewItem,
  type StepAnswer,
  type WriteStep,
} from '../sdk/index.js';
import { columnLabels } from './describe/index.js';
import { storedValue } from './field-value.js';
import type { Instance } from './instance.js';
import { itemFields, itemOf } from './item.js';
import { isIdentified } from './item-reference.js';

import { type Row, textAt } from './record.js';
import { mandatoryLabels, refusedInsert, withFieldErrors } from './refusal.js';

const stepPayload = z.object({ values: z.record(z.string(), z.string()) });

/**
 * Makes the items one after the other, since the Table API has no bulk create.
 * @throws ReconnectNeededError when the account may not create records in the table at all.
 */
export async function createItems(
  instance: Instance,
  request: { container: string; items: readonly NewItem[]; fields: readonly FieldDescriptor[] },
  signal: AbortSignal,
): Promise<readonly CreateOutcome[]> {
  const { container: table, fields } = request;
  const outcomes: CreateOutcome[] = [];
  for (const newItem of request.items) {
    const values = { ...storedValues(newItem.fields, fields), correlation_display: markText(newItem.mark) };
    const outcome = await named(instance, table, fields, signal, () =>
      instance.api.insert({ table, values, fields: itemFields(fields) }, signal),
    );
    if (outcome instanceof RefusedError) {
      const refusal = refusedInsert(table, outcome);
      if (refusal !== outcome) throw refusal;
      outcomes.push({ kind: 'refused', message: outcome.message, fieldErrors: outcome.fieldErrors });
    } else {
      const id = textAt(outcome, 'sys_id');
      if (id === '') {
        throw new UnknownOutcomeError(`A record of ${table} was made, but the answer does not name it`, {
          answered: true,
        });
      }
      const item = await answeredItem(instance, table, outcome, fields, signal);
      outcomes.push({ kind: 'created', id, key: textAt(outcome, 'number') || id, item });
    }
  }
  return outcomes;
}

/** One call does it all: a status is a field here, and what its entering needs must come in the same call to be accepted. */
export function stepsFor(request: {
  item: Item;
  change: ItemChange;
  fields: readonly FieldDescriptor[];
}): readonly WriteStep[] {
  const { item, change, fields } = request;
  const lists = Object.fromEntries(
    Object.entries(change.elements).map(([field, edit]) => [field, editedList(item.fields[field] ?? null, edit)]),
  );
  const changed = { ...change.set, ...lists };
  const values = { ...storedValues(change.entering, fields), ...storedValues(changed, fields) };
  return Object.keys(values).length === 0 ? [] : [{ name: 'edit', fields: Object.keys(changed), payload: { values } }];
}

/** @throws RefusedError with the fields that the tool's words name. @throws NotFoundError when the item is out of sight. */
export async function performStep(
  instance: Instance,
  request: { container: string; id: string; step: WriteStep; fields: readonly FieldDescriptor[] },
  signal: AbortSignal,
): Promise<StepAnswer> {
  const { container: table, id, fields } = request;
  const payload = stepPayload.safeParse(request.step.payload);
  if (!payload.success) {
    throw new MalformedAnswerError('The stored step of a ServiceNow write cannot be read', { cause: payload.error });
  }
  const { values } = payload.data;
  const outcome = await named(instance, table, fields, signal, () =>
    instance.api.update({ table, id, values, fields: itemFields(fields) }, signal),
  );
  if (outcome instanceof RefusedError) throw outcome;
  return { item: await answeredItem(instance, table, outcome, fields, signal) };
}

/** What the tool said of the record after a write; null when it did not say enough to tell the state (B14). */
async function answeredItem(
  instance: Instance,
  table: string,
  record: Row,
  fields: readonly FieldDescriptor[],
  signal: AbortSignal,
): Promise<Item | null> {
  return isIdentified(record) ? itemOf(instance, { table, record, fields, comments: null }, signal) : null;
}

/** The record that was written, or the refusal with its labels turned into fields. */
async function named(
  instance: Instance,
  table: string,
  fields: readonly FieldDescriptor[],
  signal: AbortSignal,
  write: () => Promise<Row>,
): Promise<Row | RefusedError> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const fieldIds = new Map(fields.map((field) => [field.name.toLowerCase(), field.id]));
    const isUnknown = mandatoryLabels(error.message).some((label) => !fieldIds.has(label.toLowerCase()));
    const others = isUnknown ? await columnLabels(instance, table, signal) : [];
    return withFieldErrors(error, new Map([...others, ...fieldIds]));
  }
}

function storedValues(values: FieldValues, fields: readonly FieldDescriptor[]): Readonly<Record<string, string>> {
  const byId = new Map(fields.map((field) => [field.id, field]));
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, storedValue(byId.get(field), value)]),
  );
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
