import { z } from 'zod';
import { jsonValue } from '../../shared/index.js';

const texts = z.record(z.string(), z.string());

/** The members of a connection as a form sends them; what they may say is judged as a file is. */
export const draftMembers = {
  connector: z.string(),
  url: z.string(),
  insecure: z.boolean().optional(),
  auth: z.strictObject({
    kind: z.string(),
    fields: texts.optional(),
    secrets: texts.optional(),
    expires: z.string().nullable().optional(),
  }),
  proxy: z
    .union([
      z.literal('none'),
      z.strictObject({ url: z.string(), username: z.string().optional(), password: z.string().optional() }),
      z.null(),
    ])
    .optional(),
  ca: z.string().nullable().optional(),
  clientCertificate: z.strictObject({ certificate: z.string(), key: z.string().optional() }).nullable().optional(),
  limits: z.strictObject({ concurrency: z.number().optional(), requestsPerSecond: z.number().optional() }).optional(),
  readOnly: z.boolean().optional(),
  options: z.record(z.string(), jsonValue).optional(),
};
