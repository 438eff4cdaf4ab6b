import { z } from 'zod';
import type { jsonValue } from '../../../../backend/shared/index.js';

// `z.any()`-like: what lies inside is judged by the field's kind, so it is taken as it came, JSON.parse having made it.
const anyJson = z.custom<z.infer<typeof jsonValue>>(() => true);

export const properties = z.array(z.strictObject({ key: z.string().min(1).max(255), value: anyJson }));

/** The body of create, edit and transition. */
export const issueBody = z.strictObject({
  fields: z.record(z.string(), anyJson).optional(),
  update: z.record(z.string(), z.array(z.record(z.string(), anyJson))).optional(),
  properties: properties.optional(),
  historyMetadata: anyJson.optional(),
  transition: z.looseObject({ id: z.string() }).optional(),
});

/** The body of a comment that is made or edited. */
export const commentBody = z.looseObject({
  body: anyJson,
  visibility: anyJson.optional(),
  properties: properties.optional(),
});
