import { z } from 'zod';

/** Members that many requests have. */
const DIGITS = /^\d{1,18}$/;

/** The path of a thing that has a number. */
export const numberId = z.object({ id: z.string().regex(DIGITS, 'it is no number') });
/** The path of a thing that has a UUID. */
export const uuidId = z.object({ id: z.uuid('it is no UUID') });
/** The path of a thing that has a name. */
export const named = z.object({ name: z.string() });
/** Where a list stands whose order is a number's. */
export const numberPlace = z.string().regex(DIGITS);
/** Where a list stands whose order is time: two entries of one moment are told apart by their id. */
export const timePlace = z.object({ createdAtUs: z.string().regex(/^\d{1,16}$/), id: z.uuid() });
/** `true` or `false` in a query. */
export const truth = z.enum(['true', 'false']).transform((written) => written === 'true');
