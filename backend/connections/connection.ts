import { z } from 'zod';

/** Everything of a connection but its secrets; the `settings` column. */
export const connectionSettings = z.object({
  /** Without a trailing slash. */
  url: z.string(),
  insecure: z.boolean(),
  auth: z.object({
    kind: z.enum(['none', 'basic', 'token', 'oauth2', 'app']),
    /** What may be shown: a user name, a client id. */
    fields: z.record(z.string(), z.string()),
    /** The day on which the token or password ends, as the file says. */
    expires: z.string().nullable().default(null),
  }),
  /** The way to the tool; its secrets are among the credentials. */
  network: z
    .object({
      /** Null: as the environment says. */
      proxy: z.union([z.literal('none'), z.object({ url: z.string(), username: z.string().nullable() })]).nullable(),
      /** PEM; null: the well-known authorities only. */
      ca: z.string().nullable(),
      /** PEM of the client certificate; null: none is shown. */
      certificate: z.string().nullable(),
    })
    .default({ proxy: null, ca: null, certificate: null }),
  limits: z.object({
    concurrency: z.number().int().positive().optional(),
    requestsPerSecond: z.number().positive().optional(),
  }),
  readOnly: z.boolean(),
  deployment: z.enum(['cloud', 'datacenter']).nullable(),
  options: z.record(z.string(), z.unknown()),
});
export type ConnectionSettings = z.infer<typeof connectionSettings>;

/** What a tool last said of itself and of the account; the `identity` column. */
export const storedIdentity = z.object({
  siteId: z.string().nullable(),
  siteName: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  timeZone: z.string(),
  edition: z.string().optional(),
});
export type StoredIdentity = z.infer<typeof storedIdentity>;

/** One tool's address and credentials, and who answered there last. */
export interface Connection {
  readonly id: string;
  /** Whose it is; its name is unique among those of the tenant. */
  readonly tenant: string;
  readonly name: string;
  readonly connector: string;
  readonly settings: ConnectionSettings;
  /** Sealed; opened by `secrets/` alone. */
  readonly credentials: string | null;
  readonly state: 'active' | 'paused';
  readonly pausedReason: string | null;
  readonly siteId: string | null;
  readonly identity: StoredIdentity | null;
}
