import { z } from 'zod';

/** Who comes in concerns everything that there is. */
export const OF_ADMINISTRATORS = { needs: 'administrator', ofWholeTenant: true } as const;

/** Members of a body by which somebody shuts people out. */
export const aware = { evenMyself: z.boolean().default(false) };
