import { z } from 'zod';
import { idText } from './id.js';
import { instant } from './instant.js';
import { user } from './user.js';

/** Entity properties as comments carry them: a list of pairs. */
const properties = z.array(z.looseObject({ key: z.string(), value: z.unknown() }));
export type CommentProperties = z.infer<typeof properties>;

const comment = z.looseObject({
  id: idText,
  author: user.nullish(),
  /** ADF; a plain string from servers that answer in the manner of version 2. */
  body: z.unknown(),
  created: instant,
  /** False for an internal comment of a service project. */
  jsdPublic: z.boolean().optional(),
  /** A role or group that alone may read it. */
  visibility: z.unknown().optional(),
  properties: properties.optional(),
});
export type CommentAnswer = z.infer<typeof comment>;

/** The `comment` field of an issue and the answer of its comment list. */
export const commentPage = z.looseObject({
  comments: z.array(comment),
  total: z.number().int().optional(),
});

/** Answer of `comment/list`. */
export const commentList = z.looseObject({
  values: z.array(z.looseObject({ id: idText, properties: properties.optional() })),
});

export const createdComment = z.looseObject({ id: idText });
