import { z } from 'zod';

/** An id: a string nearly everywhere, a number in a few answers. */
export const idText = z.union([z.string(), z.number()]).transform(String);
