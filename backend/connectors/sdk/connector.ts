import type { z } from 'zod';
import type { Clock, Logger, Random } from '../../shared/index.js';
import type { HttpClient } from './http-client.js';
import type { ErrorReader } from './judge-answer.js';
import type { SiteIdentity, Tool } from './tool.js';

/** The ways to sign in that a connection's `auth` may name. */
export type AuthKind = 'none' | 'basic' | 'token' | 'oauth2' | 'app';

/** How hard a tool may be used when the file says nothing. */
export interface DefaultLimits {
  /** Requests under way at once. */
  readonly concurrency: number;
  readonly requestsPerSecond: number;
  /** A request without an answer after this is given up; shorter than any lease. */
  readonly requestTimeoutMs: number;
}

/** A way to sign in, for whoever fills in a form. */
export interface SignInForm {
  /** In the tool's own words: `E-mail and API token`. */
  readonly title: string;
  /** Where the person finds or makes what is asked for, as a path of the tool's pages. */
  readonly help?: string;
  /** By the field's name: what this tool calls it. */
  readonly fields?: Readonly<Record<string, { readonly title: string; readonly help?: string }>>;
}

/** What a person who connects the tool is asked and told. */
export interface ConnectorForm {
  /** `https://example.atlassian.net` */
  readonly addressExample: string;
  /** Absent ways are called by what they are everywhere. */
  readonly signIns: Readonly<Partial<Record<AuthKind, SignInForm>>>;
  /** What has to be there in the tool first, a sentence each, in order. */
  readonly prepare: readonly string[];
}

/** What a connector's methods may use; everything that touches the outside comes in here. */
export interface ConnectionContext {
  /** The connection's name, for messages. */
  readonly name: string;
  /** As configured, without a trailing slash. */
  readonly url: string;
  /** The name that `auth` signs in with; absent where there is none (tokens). */
  readonly username?: string;
  /** What `identify` gave last time, also in an earlier process: spares the call for the account's time zone and name. Null: not known yet. */
  readonly identity?: SiteIdentity | null;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}

/** The code that knows one tool. */
export interface Connector {
  /** As in the file: `jira`, `servicenow`. */
  readonly name: string;
  readonly title: string;
  readonly authKinds: readonly AuthKind[];
  /** The header in which a `token` goes as it is; absent: `Authorization: Bearer`. */
  readonly tokenHeader?: string;
  readonly limits: DefaultLimits;
  /** The key that names a container in a side of a sync: `project`, `table`; absent: `container`. */
  readonly containerKey?: string;
  /** Keys beside `url`, `auth`, `limits` and `readOnly` that this connector takes in a connection. */
  readonly options: z.ZodType<Readonly<Record<string, unknown>>>;
  /** For the form by which a connection is made; absent: usual words. Titles and descriptions of options stand in their schema. */
  readonly form?: ConnectorForm;
  /** Where a person mends a sign-in that the tool refuses, as a path of its pages. */
  readonly signInFix?: string;
  /** The conditions of a filter all of which must hold, for telling a person which one does not; absent: a filter is one condition. */
  readonly clausesOf?: (filter: string) => readonly string[];
  /** Finds the tool's words in an error body; absent: the usual members are tried. Given to the HTTP client that `open` gets. */
  readonly readError?: ErrorReader;
  /** No network: the first call is made by the first method. */
  open(context: ConnectionContext, options: Readonly<Record<string, unknown>>): Tool;
}
