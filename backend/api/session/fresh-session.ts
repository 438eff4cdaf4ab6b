import type { FreshSession } from '../../sessions/index.js';

/** What a person gets who has just come in. */
export function freshSession({ token, name, role, endsAt }: FreshSession) {
  return { status: 201, location: '/api/v1/session', body: { token, name, role, endsAt } } as const;
}
