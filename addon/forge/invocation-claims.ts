import { z } from 'zod';

const context = z.looseObject({ cloudId: z.string().optional() });

/**
 * What an invocation token says, as far as it matters here (Forge documentation, "Remote essentials"). `context` and `principal` are
 * there when a page asks, and absent for events and triggers.
 */
export const invocationClaims = z.looseObject({
  app: z.looseObject({
    id: z.string(),
    appVersion: z.string().optional(),
    version: z.string().optional(),
    installationId: z.string().min(1).max(255),
    apiBaseUrl: z.string(),
    environment: z.looseObject({ type: z.string() }),
    module: z.looseObject({ type: z.string(), key: z.string() }),
    installation: z.looseObject({ contexts: z.array(context) }).optional(),
    license: z.unknown().optional(),
  }),
  context: context.extend({ siteUrl: z.string().optional() }).optional(),
  /** The account id of whoever looks at the page. */
  principal: z.string().min(1).max(255).optional(),
  /** Of an isolated cloud, whose keys are elsewhere. */
  icLabel: z.unknown().optional(),
  iat: z.number(),
  jti: z.string().min(1).max(255).optional(),
});
export type InvocationClaims = z.infer<typeof invocationClaims>;
