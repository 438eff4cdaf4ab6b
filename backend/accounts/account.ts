import { z } from 'zod';
import type { Role } from '../tokens/index.js';

/** `invited`: has not chosen a password yet. */
export type AccountState = 'invited' | 'active' | 'disabled';

/** A person who signs in at this server itself. */
export interface Account {
  readonly id: string;
  /** Whose data the person sees. */
  readonly tenant: string;
  readonly name: string;
  readonly role: Role;
  readonly state: AccountState;
  readonly createdAt: Date;
}

/** A name as somebody chooses it; an e-mail address is one. */
export const accountName = z
  .string()
  .regex(/^[a-z0-9][\w.@+-]{0,63}$/i, 'use letters, digits, -, _, ., + and @, at most 64, the first a letter or digit');
