import type {
  CommentChannel,
  ContainerSchema,
  DescribedOption,
  FieldDescriptor,
  ItemTypeSchema,
} from '../../sdk/index.js';
import { priorityList, projectAnswer, statusList, trackerList, versionList } from '../answers.js';
import { PRIVATE_NOTES, PUBLIC_NOTES } from '../notes.js';
import { unreadableProject } from '../refusal.js';
import type { Site } from '../site.js';
import { OPTIONAL_FIELDS, STANDARD_FIELDS, type StandardField } from '../standard-fields.js';
import { customDescriptor, knownCustomFields } from './custom-fields.js';

/** A project as a container; its trackers are the item types. */
export async function describeProject(site: Site, project: string, signal: AbortSignal): Promise<ContainerSchema> {
  const { api } = site;
  const path = `/projects/${encodeURIComponent(project)}`;
  const asked = await askedFor(site, project, signal);
  const options = await choicesOf(site, path, asked.issue_categories, signal);
  const { trackers } = await api.get('/trackers.json', {}, trackerList, signal);
  const custom = await knownCustomFields(site, project, signal);
  const itemTypes = asked.trackers.map(({ id, name }): ItemTypeSchema => {
    const enabled = trackers.find((tracker) => tracker.id === id)?.enabled_standard_fields;
    const standard = STANDARD_FIELDS.filter((field) => isEnabled(field, enabled));
    const own = custom.filter((field) => field.trackers?.has(id) !== false);
    return {
      id: String(id),
      name,
      fields: [
        ...standard.map((field) => standardDescriptor(field, options[field.id] ?? null)),
        ...own.map((field) => customDescriptor(field, site.markField)),
      ],
    };
  });
  const rights = await site.account.rights(project, signal);
  return {
    id: String(asked.id),
    key: project,
    name: asked.name,
    itemTypes,
    commentChannels: channels(rights.may('set_notes_private')),
  };
}

async function askedFor(site: Site, project: string, signal: AbortSignal) {
  const path = `/projects/${encodeURIComponent(project)}.json`;
  try {
    const include = 'trackers,issue_categories';
    return (await site.api.get(path, { include }, projectAnswer, signal)).project;
  } catch (error) {
    throw unreadableProject(project, error);
  }
}

async function choicesOf(
  { api }: Site,
  projectPath: string,
  categories: readonly { readonly id: number; readonly name: string }[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, readonly DescribedOption[]>>> {
  const { issue_statuses: statuses } = await api.get('/issue_statuses.json', {}, statusList, signal);
  const priorities = await api.get('/enumerations/issue_priorities.json', {}, priorityList, signal);
  const versions = await api.getIfAllowed(`${projectPath}/versions.json`, {}, versionList, signal);
  return {
    status: statuses.map((one) => choice(one, { category: one.is_closed === true ? 'closed' : 'open' })),
    priority: priorities.issue_priorities.map((one) => choice(one, { disabled: one.active === false })),
    category: categories.map((one) => choice(one, {})),
    // Nothing can be moved into a version that is closed or locked.
    fixed_version: (versions?.versions ?? []).map((one) =>
      choice(one, { disabled: (one.status ?? 'open') !== 'open' }),
    ),
  };
}

function choice(
  { id, name }: { readonly id: number; readonly name: string },
  more: Partial<DescribedOption>,
): DescribedOption {
  return { id: String(id), label: name, disabled: false, category: null, ...more };
}

function isEnabled({ id, written }: StandardField, enabled: readonly string[] | undefined): boolean {
  return enabled === undefined || !OPTIONAL_FIELDS.has(id) || (written !== null && enabled.includes(written));
}

function standardDescriptor(field: StandardField, options: readonly DescribedOption[] | null): FieldDescriptor {
  const isWritable = field.written !== null;
  return {
    id: field.id,
    name: field.name,
    kind: field.kind,
    required: field.isRequired === true,
    onCreate: isWritable,
    onUpdate: isWritable,
    maxLength: field.maxLength ?? null,
    multiline: field.isMultiline === true,
    options,
    token: 'label',
  };
}

function channels(mayWritePrivately: boolean): readonly CommentChannel[] {
  return [
    { id: PUBLIC_NOTES, internal: false, kept: true },
    // Without the right, Redmine posts what should be private for everybody to see.
    { id: PRIVATE_NOTES, internal: true, kept: mayWritePrivately },
  ];
}
