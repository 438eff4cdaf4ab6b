import { z } from 'zod';

/** `mypermissions` by key; Data Center answers all that it knows, Cloud those that were asked for. */
export const permissions = z.looseObject({
  permissions: z.record(z.string(), z.looseObject({ havePermission: z.boolean() })),
});
