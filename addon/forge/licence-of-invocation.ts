import { z } from 'zod';
import type { LicenceReading } from '../../backend/licences/index.js';
import type { InvocationClaims } from './invocation-claims.js';

/** As in tokens and in the answer of the License API; `isActive` is the earlier name, which Atlassian takes away. */
const licence = z.looseObject({
  active: z.boolean().nullish(),
  isActive: z.boolean().nullish(),
  isEvaluation: z.boolean().nullish(),
  trialEndDate: z.iso.datetime({ offset: true }).nullish().catch(null),
  subscriptionEndDate: z.iso.datetime({ offset: true }).nullish().catch(null),
});

/** What a token says of the licence. Only paid apps in production carry one. */
export function readingOfInvocation({ app }: Pick<InvocationClaims, 'app'>): LicenceReading {
  if (app.environment.type !== 'PRODUCTION') return { kind: 'development', endsAt: null };
  return app.license === undefined ? { kind: 'none', endsAt: null } : readingOfLicence(app.license);
}

/** What a licence says, as Forge writes it. */
export function readingOfLicence(written: unknown): LicenceReading {
  const parsed = licence.safeParse(written);
  const isActive = parsed.data?.active ?? parsed.data?.isActive;
  if (!parsed.success || typeof isActive !== 'boolean') return { kind: 'unknown', endsAt: null };
  const { isEvaluation, trialEndDate, subscriptionEndDate } = parsed.data;
  const endsAt = (isEvaluation ? trialEndDate : subscriptionEndDate) ?? null;
  if (!isActive) return { kind: 'expired', endsAt };
  return { kind: isEvaluation ? 'evaluation' : 'active', endsAt };
}
