import { z } from 'zod';
import type { AuthKind, Connector } from '../connectors/sdk/index.js';
import type { JsonValue } from '../shared/index.js';
import { AUTH_FIELDS } from './schema/connection-schema.js';

/** A field of a way to sign in, for a form. */
export interface DescribedAuthField {
  readonly name: string;
  readonly title: string;
  readonly help: string | null;
  /** Write-only: it is never answered again. */
  readonly secret: boolean;
}

/** What can be connected, and the form for it: all that a page needs, which knows no tool. */
export interface DescribedConnector {
  readonly name: string;
  readonly title: string;
  /** What its people call a container: `project`, `table`. */
  readonly container: string;
  readonly addressExample: string | null;
  /** What has to be there in the tool first. */
  readonly prepare: readonly string[];
  readonly signIns: readonly {
    readonly kind: AuthKind;
    readonly title: string;
    readonly help: string | null;
    readonly fields: readonly DescribedAuthField[];
  }[];
  /** JSON Schema (2020-12) of what it takes besides. */
  readonly options: Readonly<Record<string, JsonValue>>;
  /** Where a person mends a sign-in that the tool refuses. */
  readonly signInFix: string | null;
  /** What holds unless a connection says otherwise. */
  readonly limits: { readonly concurrency: number; readonly requestsPerSecond: number };
}

const USUAL_TITLES: Readonly<Record<AuthKind, string>> = {
  none: 'Without signing in',
  basic: 'Name and password',
  token: 'Token',
  oauth2: 'OAuth 2.0',
  app: 'As the app',
};

const USUAL_FIELDS: Readonly<Record<string, string>> = { username: 'User name', password: 'Password', token: 'Token' };

/** Describes a connector by what it says of itself; ways to sign in that are not there yet are left out. */
export function describeConnector(connector: Connector): DescribedConnector {
  const { name, title, authKinds, containerKey = 'container', signInFix = null, limits, form } = connector;
  return {
    name,
    title,
    container: containerKey,
    addressExample: form?.addressExample ?? null,
    prepare: form?.prepare ?? [],
    signIns: authKinds.flatMap((kind) => {
      const known = AUTH_FIELDS[kind];
      if (known === null) return [];
      const words = form?.signIns[kind];
      const field = (secret: boolean) => (each: string) => ({
        name: each,
        title: words?.fields?.[each]?.title ?? USUAL_FIELDS[each] ?? each,
        help: words?.fields?.[each]?.help ?? null,
        secret,
      });
      const fields = [...known.public.map(field(false)), ...known.secret.map(field(true))];
      return [{ kind, title: words?.title ?? USUAL_TITLES[kind], help: words?.help ?? null, fields }];
    }),
    options: optionsSchema(connector),
    signInFix,
    limits: { concurrency: limits.concurrency, requestsPerSecond: limits.requestsPerSecond },
  };
}

function optionsSchema({ options }: Connector): Readonly<Record<string, JsonValue>> {
  const { $schema: _, ...schema } = z.toJSONSchema(options, { target: 'draft-2020-12', io: 'input' });
  return schema as Readonly<Record<string, JsonValue>>;
}
