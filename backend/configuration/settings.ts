import type { Connector } from '../connectors/sdk/index.js';
import type { Report } from './report.js';

/** What a file is read against. */
export interface ParseSettings {
  /** As faults name the file. */
  readonly fileName: string;
  readonly connectors: readonly Connector[];
  /** Variables for `${NAME}` in `auth`; null where none may be read (anything but the command line). */
  readonly environment: Readonly<Record<string, string | undefined>> | null;
  /** Secrets are what they say, as somebody has typed them; only `${secret:connection/field}` keeps the stored one. */
  readonly areSecretsLiteral?: boolean;
  readonly mode: 'onpremise' | 'saas';
  /** Reads a file that a value names, from the folder of the configuration file; absent where none may be read. */
  readonly readFile?: (path: string) => { readonly text: string } | { readonly problem: string };
  /** Certificates that have ended by then are faults; absent: they are not judged. */
  readonly now?: Date;
  /** Whether `${secret:connection/field}` can be kept: a stored secret is bound to scheme and host. Absent: taken on trust. */
  readonly isStored?: (secret: {
    readonly connection: string;
    readonly field: string;
    readonly url: string;
  }) => boolean;
  /** What is wrong with signing in as the app in the Jira at an address, or null. Absent: taken on trust. */
  readonly appFault?: (url: string) => string | null;
}

/** Settings, and the report that everything goes into. */
export interface Reading extends ParseSettings {
  readonly report: Report;
}
