import { z } from 'zod';

/** What somebody may do: look; also see to what runs; also say who may come in and what answers where. */
const ROLES = ['viewer', 'operator', 'administrator'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** What a token opens: `/api/v1` as that role, or `/metrics` alone. */
export const tokenScope = z.enum([...ROLES, 'metrics']);
export type TokenScope = z.infer<typeof tokenScope>;

/** Whether who comes in by this scope may do what wants that role. */
export function mayDo(scope: TokenScope, needed: Role): boolean {
  return scope !== 'metrics' && ROLES.indexOf(scope) >= ROLES.indexOf(needed);
}
