import { z } from 'zod';

/** The two that speak differently; the words of `deployment` in the file. */
export const edition = z.enum(['cloud', 'datacenter']);
export type Edition = z.infer<typeof edition>;
