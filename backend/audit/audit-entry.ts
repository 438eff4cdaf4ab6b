import { z } from 'zod';
import type { JsonValue } from '../shared/index.js';

/**
 * Who does something: by a token of the HTTP side, at the command line as an account of the machine, through a Jira as one of its people,
 * signed in to this server by an account or by the sign-in provider; of somebody who was not let in only the address is known.
 */
export interface Actor {
  readonly kind: 'token' | 'command line' | 'jira' | 'account' | 'oidc' | 'address';
  readonly name: string;
}

/** What people do to the platform, in the words of the commands. */
export const auditedAction = z.enum([
  'apply',
  'change mapping',
  'pause',
  'resume',
  'sync',
  'continue run',
  'process stream',
  'verify',
  'stop verification',
  'mend',
  'resolve',
  'unlink',
  'import links',
  'rebind',
  'create connection',
  'change connection',
  'remove connection',
  'examine connection',
  'create token',
  'revoke token',
  'rotate key',
  'forget keys',
  'backup',
  'pair site',
  'unpair site',
  'create tenant',
  'remove tenant',
  'add site',
  'add user',
  'reset user',
  'disable user',
  'change role',
  'make setup link',
  'set password',
  'sign in',
  'refuse sign-in',
  'throttle sign-in',
]);
export type AuditedAction = z.infer<typeof auditedAction>;

/** Something that somebody did. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly action: AuditedAction;
  /** What it was done to, by name; null: to everything. */
  readonly subject: string | null;
  /** What else is worth knowing: never a secret, never content of items. */
  readonly details: Readonly<Record<string, JsonValue>>;
}
