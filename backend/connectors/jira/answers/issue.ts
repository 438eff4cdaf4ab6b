import { z } from 'zod';
import { instant } from './instant.js';
import { user } from './user.js';

/** Entity properties as search and bulkfetch give them when some are asked for: by key. */
const properties = z.record(z.string(), z.unknown());

/** A field's raw value; what it means is for its descriptor to say. */
const rawFields = z.record(z.string(), z.unknown());

/** What a page of references says of an issue. */
export const issueReference = z.looseObject({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({ updated: instant }),
  properties: properties.optional(),
});
export type IssueReference = z.infer<typeof issueReference>;

/** An issue with the members that make an item of it. */
export const issue = z.looseObject({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({
    updated: instant,
    created: instant,
    creator: user.nullish(),
    project: z.looseObject({ key: z.string() }),
    issuetype: z.looseObject({ id: z.string() }),
  }),
  properties: properties.optional(),
});
export type IssueAnswer = z.infer<typeof issue>;

const page = { nextPageToken: z.string().nullish(), isLast: z.boolean().optional() };

export const referencePage = z.looseObject({ issues: z.array(issueReference), ...page });
export type ReferencePage = z.infer<typeof referencePage>;

/** A search result whose issues are parsed by who asked. */
export const searchPage = z.looseObject({
  issues: z.array(z.looseObject({ id: z.string(), key: z.string().optional(), fields: rawFields.optional() })),
  ...page,
});

/** Issues with fields of any shape: they are read by descriptors. */
export const bulkFetched = z.looseObject({ issues: z.array(z.looseObject({ id: z.string(), key: z.string() })) });

/** `fields` and `properties` when only those are wanted. */
export const fetchedReference = issueReference.extend({
  fields: z.looseObject({ updated: instant, created: instant, creator: user.nullish() }),
});
