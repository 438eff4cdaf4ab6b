import type { DescribedOption, FieldDescriptor, FieldKind } from '../../sdk/index.js';
import type { CreateField, FieldSchema, SiteField } from '../answers/metadata.js';
import type { Dialect } from '../dialect/dialect.js';
import { choices } from './choices.js';
import { isEditable, maxLength } from './field-kind.js';

/** All that is known of the fields of one item type. */
export interface FieldSources {
  readonly dialect: Pick<Dialect, 'fieldKind' | 'isEditable'>;
  readonly projectId: string;
  /** Those of the create screen; null where the site does not tell: then what can be edited counts as on it. */
  readonly createFields: readonly CreateField[] | null;
  /** Those of the whole site. */
  readonly siteFields: readonly SiteField[];
  readonly statuses: readonly DescribedOption[] | null;
  /** For fields whose choices the create screen does not list, by field id. */
  readonly siteChoices: ReadonlyMap<string, readonly DescribedOption[]>;
}

const KEY: FieldDescriptor = {
  id: 'key',
  name: 'Key',
  kind: 'text',
  required: false,
  onCreate: false,
  onUpdate: false,
  maxLength: null,
  multiline: false,
  options: null,
  token: 'label',
};
/** The list of fields gives no schema for it. */
const PARENT_SCHEMA: FieldSchema = { type: 'issuelink', system: 'parent' };

/**
 * The fields that can be mapped: those of the create screen, then what issues carry besides: what is not on the create screen may
 * still be edited.
 */
export function fieldDescriptors(sources: FieldSources): readonly FieldDescriptor[] {
  const onScreen = new Map((sources.createFields ?? []).map((field) => [field.fieldId ?? field.key ?? '', field]));
  const described: FieldDescriptor[] = [KEY];
  for (const [id, field] of onScreen) {
    const kind = id === 'issuetype' || id === 'project' ? null : sources.dialect.fieldKind(field.schema);
    if (kind === null) continue;
    const isRequired = field.required && field.hasDefaultValue !== true;
    const listed = field.allowedValues === undefined ? null : choices(field.allowedValues);
    described.push({
      ...descriptor(sources, { id, name: field.name, kind, schema: field.schema }, listed),
      required: isRequired,
    });
  }
  for (const field of sources.siteFields) {
    const schema = field.id === 'parent' ? (field.schema ?? PARENT_SCHEMA) : field.schema;
    const kind = schema === undefined ? null : sources.dialect.fieldKind(schema);
    if (schema === undefined || kind === null || onScreen.has(field.id) || !isInScope(field, sources.projectId))
      continue;
    const base = descriptor(sources, { id: field.id, name: field.name, kind, schema }, null);
    described.push(sources.createFields === null ? base : { ...base, onCreate: false });
  }
  return described;
}

function descriptor(
  sources: FieldSources,
  field: { readonly id: string; readonly name: string; readonly kind: FieldKind; readonly schema: FieldSchema },
  listed: readonly DescribedOption[] | null,
): FieldDescriptor {
  const { id, name, kind, schema } = field;
  const isStatus = kind === 'status';
  return {
    id,
    name,
    kind,
    required: false,
    onCreate: !isStatus && (isEditable(id, schema) || id === 'resolution'),
    onUpdate: isStatus || sources.dialect.isEditable(id, schema),
    maxLength: maxLength(kind),
    multiline: kind === 'richText',
    options: isStatus ? sources.statuses : (listed ?? sources.siteChoices.get(id) ?? null),
    token: 'label',
  };
}

/** Fields of team-managed projects belong to one project alone. */
function isInScope(field: SiteField, projectId: string): boolean {
  const owner = field.scope?.project?.id;
  return owner === undefined || owner === projectId;
}
