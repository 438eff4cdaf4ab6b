import { mayDo, type Role } from '../../tokens/index.js';

/** What a provider says of a person. */
export type Claims = Readonly<Record<string, unknown>>;

/** That people with this value in the role claim have that role. */
export interface RoleRule {
  readonly role: Role;
  readonly value: string;
}

/** The greatest role that a person's claim gives; null: none, and then the person has no business here. */
export function roleOf(claims: Claims, claim: string, rules: readonly RoleRule[]): Role | null {
  const values = valuesOf(claims, claim);
  return rules
    .filter(({ value }) => values.includes(value))
    .map(({ role }) => role)
    .reduce<Role | null>((best, role) => (best !== null && mayDo(best, role) ? best : role), null);
}

/** Whether the claim is there at all, with values or without. */
export function hasClaim(claims: Claims, claim: string): boolean {
  return findClaim(claims, claim) !== undefined;
}

function valuesOf(claims: Claims, claim: string): readonly unknown[] {
  const found = findClaim(claims, claim);
  return Array.isArray(found) ? found : [found];
}

/** A claim's name may hold dots, as addresses do; else a dot leads into an object: `realm_access.roles`. */
function findClaim(claims: Claims, claim: string): unknown {
  if (Object.hasOwn(claims, claim)) return claims[claim];
  let place: unknown = claims;
  for (const step of claim.split('.')) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, step)) return undefined;
    place = (place as Claims)[step];
  }
  return place;
}
