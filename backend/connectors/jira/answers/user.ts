import { z } from 'zod';

/**
 * A person; the e-mail is missing or empty where the person hides it. Cloud knows people by account id, Data Center by a key that
 * never changes and by the user name, which its fields, queries and mentions take.
 */
export const user = z
  .looseObject({
    accountId: z.string().optional(),
    key: z.string().optional(),
    name: z.string().optional(),
    displayName: z.string().nullish(),
    emailAddress: z.string().nullish(),
    active: z.boolean().nullish(),
  })
  .transform(({ accountId, key, name, displayName, emailAddress, active }, context) => {
    const account = accountId ?? key ?? name;
    const id = accountId ?? name ?? key;
    if (account !== undefined && id !== undefined) return { account, id, displayName, emailAddress, active };
    context.addIssue({ code: 'custom', message: 'a person without account id, key and name' });
    return z.NEVER;
  });

/** `account` never changes; `id` is what the person is written by. */
export type UserAnswer = z.output<typeof user>;
