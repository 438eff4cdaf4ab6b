import { createContext, useContext } from 'react';
import type { Whereabouts } from '../../api/operations.js';
import type { Host } from '../../host/host.js';

export type Role = NonNullable<Whereabouts['role']>;

/** Who looks, from where, and what the server lets him do. It decides again itself: this spares people buttons that would be refused. */
export interface Here {
  readonly host: Host;
  readonly whereabouts: Whereabouts;
  /** Whether the person has this role or a higher one. */
  has(role: Role): boolean;
  /** Whether the person sees some integrations alone, those of projects that he administers: nothing that concerns others is his to do. */
  readonly isOfProjects: boolean;
  /** The same where something is to be changed, which also wants a licence where one is required. */
  may(role: Role): boolean;
}

const ROLES: readonly Role[] = ['viewer', 'operator', 'administrator'];

export const HereContext = createContext<Here | null>(null);

export function hereOf(host: Host, whereabouts: Whereabouts): Here {
  const { role, licence, ofProjects } = whereabouts;
  const has = (least: Role) => role !== null && ROLES.indexOf(role) >= ROLES.indexOf(least);
  return { host, whereabouts, isOfProjects: ofProjects, has, may: (least) => licence.mayChange && has(least) };
}

/** @throws Error outside of the pages of administrators */
export function useHere(): Here {
  const here = useContext(HereContext);
  if (here === null) throw new Error('nobody has arrived here');
  return here;
}
