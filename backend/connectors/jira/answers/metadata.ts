import { z } from 'zod';
import { idText } from './id.js';

const issueType = z.looseObject({ id: idText, name: z.string(), subtask: z.boolean().optional() });

export const project = z.looseObject({
  id: idText,
  key: z.string(),
  name: z.string(),
  projectTypeKey: z.string().optional(),
  issueTypes: z.array(issueType).optional(),
});

/** Both names of the list are in use; the third is what other pages of Jira call theirs. */
export const issueTypePage = z
  .looseObject({
    issueTypes: z.array(issueType).optional(),
    createMetaIssueType: z.array(issueType).optional(),
    values: z.array(issueType).optional(),
    total: z.number().int().optional(),
  })
  .transform((page) => ({ total: page.total, list: page.issueTypes ?? page.createMetaIssueType ?? page.values ?? [] }));

const fieldSchema = z.looseObject({
  type: z.string(),
  items: z.string().optional(),
  system: z.string().optional(),
  custom: z.string().optional(),
});
export type FieldSchema = z.infer<typeof fieldSchema>;

const cascadeChild = z.looseObject({ id: idText, value: z.string(), disabled: z.boolean().optional() });

/** A choice: options have a `value`, everything else a `name`. */
export const allowedValue = z.looseObject({
  id: idText,
  value: z.string().optional(),
  name: z.string().optional(),
  disabled: z.boolean().optional(),
  archived: z.boolean().optional(),
  children: z.array(cascadeChild).optional(),
});
export type AllowedValue = z.infer<typeof allowedValue>;

/** A field of the create screen. */
const createField = z.looseObject({
  fieldId: z.string().optional(),
  key: z.string().optional(),
  name: z.string(),
  required: z.boolean(),
  hasDefaultValue: z.boolean().optional(),
  schema: fieldSchema,
  operations: z.array(z.string()).optional(),
  /** Parsed one by one: the values of other kinds of field have no id. */
  allowedValues: z.array(z.unknown()).optional(),
});
export type CreateField = z.infer<typeof createField>;

export const createFieldPage = z
  .looseObject({
    fields: z.array(createField).optional(),
    results: z.array(createField).optional(),
    values: z.array(createField).optional(),
    total: z.number().int().optional(),
  })
  .transform((page) => ({ total: page.total, list: page.fields ?? page.results ?? page.values ?? [] }));

/** A field of the site. */
export const siteField = z.looseObject({
  id: z.string(),
  name: z.string(),
  custom: z.boolean().optional(),
  schema: fieldSchema.optional(),
  scope: z.looseObject({ project: z.looseObject({ id: idText }).optional() }).nullish(),
});
export type SiteField = z.infer<typeof siteField>;

const status = z.looseObject({
  id: idText,
  name: z.string(),
  statusCategory: z.looseObject({ key: z.string() }).optional(),
});
export type StatusAnswer = z.infer<typeof status>;

export const typeStatuses = z.looseObject({ id: idText, statuses: z.array(status) });

export const namedChoice = z.looseObject({ id: idText, name: z.string() });
