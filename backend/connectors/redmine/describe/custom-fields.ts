import { ConfigurationError } from '../../../shared/index.js';
import type { FieldDescriptor, FieldKind } from '../../sdk/index.js';
import { type CustomField, customFieldList } from '../answers.js';
import type { Site } from '../site.js';
import { customFieldId } from '../standard-fields.js';

/** What is known of a custom field of issues. */
export interface KnownCustomField {
  readonly id: number;
  readonly name: string;
  /** `field_format`; null where the account may not ask and the configuration does not say. */
  readonly format: string | null;
  readonly isMultiple: boolean;
  readonly isRequired: boolean;
  readonly maxLength: number | null;
  /** Null where they are not known or anything may be written. */
  readonly choices: readonly { readonly value: string; readonly label: string }[] | null;
  /** Numbers of the trackers that have it; null for all. */
  readonly trackers: ReadonlySet<number> | null;
}

/** Enough to meet every custom field that the project's trackers have. */
const ISSUES_TO_LEARN_FROM = '100';

const KINDS: Readonly<Record<string, FieldKind>> = {
  int: 'number',
  float: 'number',
  date: 'date',
  bool: 'boolean',
  list: 'option',
  enumeration: 'option',
  version: 'option',
  user: 'user',
};
/** Files are no values of an item. */
const NO_FIELD_FORMATS = new Set(['attachment']);

/**
 * The custom fields of issues. Redmine describes them to administrators alone; what others can learn is which ones issues have and
 * which of them hold several values, and the rest is for the configuration to say.
 */
export async function knownCustomFields(
  site: Site,
  project: string,
  signal: AbortSignal,
): Promise<readonly KnownCustomField[]> {
  const answer = await site.api.getIfAllowed('/custom_fields.json', {}, customFieldList, signal);
  const fields =
    answer === null
      ? await learntFields(site, project, signal)
      : answer.custom_fields.filter(({ customized_type: type }) => type === 'issue').map(describedField);
  if (answer !== null) checkMarkField(site, answer.custom_fields);
  return fields.filter(({ format }) => !NO_FIELD_FORMATS.has(format ?? ''));
}

function describedField(field: CustomField): KnownCustomField {
  const choices = field.possible_values?.map(({ value, label }) => ({ value, label: label ?? value }));
  return {
    id: field.id,
    name: field.name,
    format: field.field_format,
    isMultiple: field.multiple,
    isRequired: field.is_required,
    maxLength: field.max_length ?? null,
    choices: choices ?? null,
    trackers: field.trackers === undefined ? null : new Set(field.trackers.map(({ id }) => id)),
  };
}

async function learntFields(site: Site, project: string, signal: AbortSignal): Promise<readonly KnownCustomField[]> {
  const query = { project_id: project, sort: 'updated_on:desc', limit: ISSUES_TO_LEARN_FROM };
  const { issues } = await site.api.list(query, signal);
  const seen = new Map<number, { name: string; isMultiple: boolean }>();
  for (const { id, name, multiple } of issues.flatMap((issue) => issue.custom_fields)) {
    seen.set(id, { name, isMultiple: multiple === true });
  }
  for (const fieldId of Object.keys(site.customFormats)) {
    const id = Number(fieldId.slice(3));
    if (!seen.has(id)) seen.set(id, { name: fieldId, isMultiple: false });
  }
  const fields = [...seen].map(([id, { name, isMultiple }]): KnownCustomField => {
    const written = site.customFormats[customFieldId(id)];
    return {
      id,
      name,
      format: written?.replace('[]', '') ?? null,
      isMultiple: isMultiple || written?.endsWith('[]') === true,
      isRequired: false,
      maxLength: null,
      choices: null,
      trackers: null,
    };
  });
  const untold = fields.filter(({ format, id }) => format === null && id !== site.markField);
  if (untold.length > 0) {
    site.log.info('what these custom fields hold is not told to the account, so they are taken for text', {
      fields: untold.map(({ id, name }) => `${customFieldId(id)} (${name})`),
      fix: "say it in the connection's customFields, or connect as an administrator",
    });
  }
  return fields;
}

/** @throws ConfigurationError when marks could not be found again by this field */
function checkMarkField({ markField }: Site, fields: readonly CustomField[]): void {
  if (markField === null) return;
  const id = customFieldId(markField);
  const field = fields.find((candidate) => candidate.id === markField && candidate.customized_type === 'issue');
  const fault =
    field === undefined
      ? 'issues have no such custom field'
      : field.field_format !== 'string'
        ? `"${field.name}" is a ${field.field_format}, and a text is needed`
        : field.is_filter
          ? null
          : `"${field.name}" cannot be searched: tick "Used as a filter"`;
  if (fault !== null) throw new ConfigurationError(`markField ${id}: ${fault}`);
}

/** The field as it can be mapped; the one that holds marks is written by us alone. */
export function customDescriptor(known: KnownCustomField, markField: number | null): FieldDescriptor {
  const { format, isMultiple, choices } = known;
  const kind = kindOf(format, isMultiple);
  const isWritable = known.id !== markField;
  return {
    id: customFieldId(known.id),
    name: known.name,
    kind,
    required: known.isRequired && isWritable,
    onCreate: isWritable,
    onUpdate: isWritable,
    maxLength: kind === 'text' ? known.maxLength : null,
    multiline: kind === 'text' && format === 'text',
    options: isChoice(kind)
      ? (choices?.map(({ value, label }) => ({ id: value, label, disabled: false, category: null })) ?? null)
      : null,
    token: 'label',
  };
}

function kindOf(format: string | null, isMultiple: boolean): FieldKind {
  const single = KINDS[format ?? ''] ?? 'text';
  if (!isMultiple) return single;
  return single === 'user' ? 'users' : single === 'option' ? 'options' : 'labels';
}

function isChoice(kind: FieldKind): boolean {
  return kind === 'option' || kind === 'options';
}
