import { z } from 'zod';
import type { Site } from '../sites/index.js';

/** What `installed` posts; Jira adds members from time to time. */
export const installBody = z.looseObject({
  key: z.string(),
  clientKey: z.string().min(1).max(255),
  // An empty one would let everybody sign.
  sharedSecret: z.string().min(32),
  baseUrl: z.url(),
  displayUrl: z.url().optional(),
  eventType: z.literal('installed').optional(),
});
export type InstallBody = z.infer<typeof installBody>;

/** What the other lifecycle events post. */
export const lifecycleBody = z.looseObject({ key: z.string(), clientKey: z.string().min(1).max(255) });

/** A site with which this server shares a secret. */
export interface ConnectClient {
  readonly site: Site;
  readonly clientKey: string;
  /** In clear: signs what this server asks of the site, proves what the site asks of this server. Never logged. */
  readonly sharedSecret: string;
}
