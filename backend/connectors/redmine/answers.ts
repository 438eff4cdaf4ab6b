import { z } from 'zod';

/** A thing that Redmine names beside its id. */
export const named = z.looseObject({ id: z.number().int(), name: z.string().default('') });
export type Named = z.infer<typeof named>;

const customValue = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  multiple: z.boolean().optional(),
  value: z.union([z.string(), z.array(z.string()), z.null()]).optional(),
});

const detail = z.looseObject({
  /** `attr`, `cf`, `attachment`, `relation`. */
  property: z.string(),
  /** The attribute as it is written (`status_id`), or the number of a custom field. */
  name: z.string(),
  old_value: z.string().nullish(),
  new_value: z.string().nullish(),
});

const journal = z.looseObject({
  id: z.number().int(),
  user: named.optional(),
  notes: z.string().nullish(),
  created_on: z.string(),
  private_notes: z.boolean().default(false),
  details: z.array(detail).default([]),
});
/** What was changed or said at one time. */
export type Journal = z.infer<typeof journal>;

const status = named.extend({ is_closed: z.boolean().optional() });

/** An issue, alone or in a list. What is empty is absent or null. */
const issue = z.looseObject({
  id: z.number().int(),
  project: named,
  tracker: named,
  status: named,
  author: named.optional(),
  custom_fields: z.array(customValue).default([]),
  created_on: z.string(),
  updated_on: z.string(),
  journals: z.array(journal).optional(),
  allowed_statuses: z.array(status).optional(),
});
export type Issue = z.infer<typeof issue>;

export const issueAnswer = z.looseObject({ issue });
export const issueList = z.looseObject({
  issues: z.array(issue),
  total_count: z.number().int(),
});

export const projectAnswer = z.looseObject({
  project: named.extend({
    identifier: z.string(),
    /** 1 active, 5 closed, 9 archived. */
    status: z.number().optional(),
    trackers: z.array(named).default([]),
    issue_categories: z.array(named).default([]),
  }),
});

export const projectList = z.looseObject({
  projects: z.array(named.extend({ identifier: z.string(), status: z.number().optional() })),
  total_count: z.number().int().optional(),
});

export const trackerList = z.looseObject({
  trackers: z.array(named.extend({ enabled_standard_fields: z.array(z.string()).optional() })),
});
export const statusList = z.looseObject({ issue_statuses: z.array(status) });
export const priorityList = z.looseObject({
  issue_priorities: z.array(named.extend({ active: z.boolean().optional() })),
});
export const versionList = z.looseObject({ versions: z.array(named.extend({ status: z.string().optional() })) });

const customField = named.extend({
  customized_type: z.string().optional(),
  field_format: z.string(),
  max_length: z.number().nullish(),
  is_required: z.boolean().default(false),
  is_filter: z.boolean().default(false),
  multiple: z.boolean().default(false),
  possible_values: z.array(z.looseObject({ value: z.string(), label: z.string().optional() })).optional(),
  trackers: z.array(named).optional(),
});
export type CustomField = z.infer<typeof customField>;
export const customFieldList = z.looseObject({ custom_fields: z.array(customField) });

const user = z.looseObject({
  id: z.number().int(),
  login: z.string().optional(),
  firstname: z.string().default(''),
  lastname: z.string().default(''),
  mail: z.string().optional(),
});
export type User = z.infer<typeof user>;
export const userAnswer = z.looseObject({ user });
export const userList = z.looseObject({ users: z.array(user), total_count: z.number().int() });

const roles = z.array(named).default([]);
export const currentUser = z.looseObject({
  user: user.extend({
    admin: z.boolean().default(false),
    memberships: z.array(z.looseObject({ project: named, roles })).default([]),
  }),
});
export const roleAnswer = z.looseObject({ role: named.extend({ permissions: z.array(z.string()).default([]) }) });
export const membershipList = z.looseObject({
  memberships: z.array(z.looseObject({ user: named.optional() })),
  total_count: z.number().int(),
});
