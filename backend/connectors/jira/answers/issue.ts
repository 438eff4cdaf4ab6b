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
  fields: z.looseObject({ updated: instant, creator: user.nullish() }),
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

/** A found issue whose fields are parsed by who asked. */
export const foundIssue = z.looseObject({ id: z.string(), key: z.string().optional(), fields: rawFields.optional() });

/** An issue with fields of any shape: they are read by descriptors. */
export const fetchedIssue = z.looseObject({ id: z.string(), key: z.string() });

/** An issue of which only this is wanted. */
export const fetchedReference = issueReference.extend({
  fields: z.looseObject({ updated: instant, created: instant, creator: user.nullish() }),
});
