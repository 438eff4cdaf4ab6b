import { z } from 'zod';
import type { Role } from '../tokens/index.js';

/** How a person has signed in. */
export const sessionKind = z.enum(['account', 'oidc', 'data center']);

/** Who has signed in. */
export interface Person {
  /** Whose data the person sees. */
  readonly tenant: string;
  readonly kind: z.infer<typeof sessionKind>;
  /** The same person each time: an account's id, issuer and subject of a sign-in provider, the key of a Jira user. */
  readonly subject: string;
  /** As people call the person; it may change. */
  readonly name: string;
  readonly role: Role;
  /** The id of the Jira site that has signed the person in; null where none did. */
  readonly site: string | null;
  /** What is needed to ask that Jira as the person, sealed by the secret box; null where there is nothing. */
  readonly sealed: string | null;
}

/** A person who is in. */
export interface Session extends Person {
  readonly id: string;
  /** When it ends at the latest; without use it ends before. */
  readonly endsAt: Date;
}

/** A session that was just begun. */
export interface FreshSession extends Session {
  /** What the person shows from now on, in the Authorization header; it is stored nowhere. */
  readonly token: string;
}
