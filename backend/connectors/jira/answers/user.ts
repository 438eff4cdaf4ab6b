import { z } from 'zod';

/** A person as Jira Cloud gives one; the e-mail is missing or empty where the person hides it. */
export const user = z.looseObject({
  accountId: z.string(),
  displayName: z.string().nullish(),
  emailAddress: z.string().nullish(),
  active: z.boolean().nullish(),
});
export type UserAnswer = z.infer<typeof user>;
