import type { JsonValue } from '../../../../backend/shared/index.js';
import { addLocalIds } from '../adf/index.js';
import { canBeAssigned } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import type { Field, Project } from '../site/index.js';
import type { Act } from '../state.js';
import { type FieldBehaviour, FieldRefusal, type UpdateVerb, type WriteContext } from './field-behaviour.js';
import { behaviourOf } from './kinds/index.js';

type JsonObject = { readonly [key: string]: JsonValue };

/** The two ways in which a request body names fields. */
export interface SentFields {
  readonly fields?: JsonObject | undefined;
  readonly update?: { readonly [fieldId: string]: readonly JsonObject[] } | undefined;
}

export interface ReadOptions {
  readonly project: Project;
  /** Stored values before the change; `add` and `remove` start from them. */
  readonly before: JsonObject;
  /** Fields that this operation takes. */
  readonly isSettable: (field: Field) => boolean;
  /** Fields that the operation treats itself. */
  readonly ignored?: ReadonlySet<string>;
}

/**
 * Turns the fields of a request into stored values.
 * @throws JiraRefusal naming every field that is unknown, not settable or of a wrong shape; nothing is taken then
 */
export function readChanges(act: Act, sent: SentFields, options: ReadOptions): Record<string, JsonValue> {
  const { fields = {}, update = {} } = sent;
  const errors: Record<string, string> = {};
  const changes: Record<string, JsonValue> = {};
  const context: WriteContext = {
    directory: act.state.directory,
    store: act.state.store,
    project: options.project,
    canBeAssigned: (account) =>
      canBeAssigned(act.state, account, options.project) &&
      (act.isPerson === true || act.state.manners.draw('B27', act.occasion)?.areUnassignable !== true),
  };
  const refused = refusedField(act, [...Object.keys(fields), ...Object.keys(update)]);
  const read = (fieldId: string, value: (field: Field, behaviour: FieldBehaviour) => JsonValue) => {
    if (options.ignored?.has(fieldId)) return;
    const field = act.state.directory.field(fieldId);
    const behaviour = field && behaviourOf(field.kind);
    if (field === undefined || behaviour === undefined || !options.isSettable(field) || fieldId === refused) {
      errors[fieldId] = `Field '${fieldId}' cannot be set. It is not on the appropriate screen, or unknown.`;
      return;
    }
    try {
      changes[fieldId] = altered(act, field, value(field, behaviour));
      if (changes[fieldId] === null && field.isRequired) errors[fieldId] = requiredWords(field);
    } catch (error) {
      if (!(error instanceof FieldRefusal)) throw error;
      errors[fieldId] = error.message;
    }
  };
  for (const [fieldId, input] of Object.entries(fields)) {
    read(fieldId, (field, behaviour) => behaviour.parse(input, field, context));
  }
  for (const [fieldId, operations] of Object.entries(update)) {
    if (fieldId in fields) {
      const name = act.state.directory.field(fieldId)?.name ?? fieldId;
      errors[fieldId] = `Field with id '${fieldId}' and name '${name}' appears in both 'fields' and 'update' sections`;
      continue;
    }
    read(fieldId, (field, behaviour) =>
      updated(options.before[fieldId] ?? null, operations, field, behaviour, context),
    );
  }
  if (Object.keys(errors).length > 0) throw JiraRefusal.ofFields(errors);
  return changes;
}

export function requiredWords(field: Field): string {
  return field.id === 'summary' ? 'You must specify a summary of the issue.' : `${field.name} is required.`;
}

function updated(
  before: JsonValue,
  operations: readonly JsonObject[],
  field: Field,
  behaviour: FieldBehaviour,
  context: WriteContext,
): JsonValue {
  return operations.reduce<JsonValue>((current, operation) => {
    const [[verb, input] = ['', null]] = Object.entries(operation);
    if (!behaviour.verbs.includes(verb as UpdateVerb)) throw new FieldRefusal(`Verb '${verb}' is not supported`);
    if (verb === 'set' || behaviour.parseElement === undefined) return behaviour.parse(input, field, context);
    const element = behaviour.parseElement(input, field, context);
    const others = ((current ?? []) as readonly string[]).filter((other) => other !== element);
    const next = verb === 'add' ? [...others, element] : others;
    return next.length === 0 ? null : next;
  }, before);
}

/** B8: one of the fields sent cannot be set today. Fields that every issue must have are never the one. */
function refusedField({ state, occasion, isPerson }: Act, sent: readonly string[]): string | undefined {
  const candidates = sent.filter((fieldId) => !['summary', 'project', 'issuetype'].includes(fieldId));
  if (candidates.length === 0 || isPerson) return undefined;
  const manner = state.manners.draw('B8', occasion);
  if (manner === undefined || manner.field !== 'any') return manner?.field;
  return candidates[Math.floor(state.random() * candidates.length)];
}

/** B7: what is kept is not quite what was sent. */
function altered({ state, occasion }: Act, field: Field, value: JsonValue): JsonValue {
  if (field.kind !== 'textarea' || value === null) return value;
  return state.manners.draw('B7', occasion) === undefined ? value : addLocalIds(value, state.random);
}
