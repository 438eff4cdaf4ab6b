import type { FreshSession } from '../../sessions/index.js';
import type { Answer } from '../http/index.js';

/** What a person gets who has just come in. */
export function freshSession({ token, name, role, endsAt }: FreshSession): Answer {
  return { status: 201, location: '/api/v1/session', body: { token, name, role, endsAt } };
}
