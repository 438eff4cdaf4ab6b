import { z } from 'zod';
import { jsonValue } from '../../../shared/index.js';

/** What a recorded step holds; read back before it is performed, perhaps by a later version of this program. */
export const stepPayload = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('edit'),
    fields: z.record(z.string(), jsonValue),
    update: z.record(z.string(), z.array(jsonValue)),
  }),
  z.object({
    kind: z.literal('transition'),
    transitionId: z.string(),
    fields: z.record(z.string(), jsonValue),
  }),
]);
export type StepPayload = z.infer<typeof stepPayload>;
