import { mayDo, type Role } from '../backend/tokens/index.js';
import type { Rights } from './caller.js';

/** Of whoever came in without Jira: this server's own roles say everything, also of what an issue's page shows. */
export function directRights(role: Role | null): Rights {
  return {
    role,
    mayPair: false,
    administers: async () => [],
    onIssue: async () => ({
      browse: role !== null && mayDo(role, 'viewer'),
      edit: role !== null && mayDo(role, 'operator'),
    }),
  };
}
