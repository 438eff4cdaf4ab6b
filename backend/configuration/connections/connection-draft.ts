import type { JsonValue } from '../../shared/index.js';
import { AUTH_FIELDS, CONNECTION_KEYS } from '../schema/connection-schema.js';
import type { KeyPath } from '../text/key-path.js';
import { keptSecret } from '../written/written-connection.js';

/** A connection as a form gives it; what is not there has its default. A secret that is not given stays as it is stored. */
export interface ConnectionDraft {
  readonly connector: string;
  readonly url: string;
  readonly insecure?: boolean | undefined;
  readonly auth: {
    readonly kind: string;
    /** What may be shown: the user name. */
    readonly fields?: Readonly<Record<string, string>> | undefined;
    readonly secrets?: Readonly<Record<string, string>> | undefined;
    /** The day on which token or password end. */
    readonly expires?: string | null | undefined;
  };
  readonly proxy?:
    | 'none'
    | { readonly url: string; readonly username?: string | undefined; readonly password?: string | undefined }
    | null
    | undefined;
  /** PEM. */
  readonly ca?: string | null | undefined;
  readonly clientCertificate?: { readonly certificate: string; readonly key?: string | undefined } | null | undefined;
  readonly limits?:
    | { readonly concurrency?: number | undefined; readonly requestsPerSecond?: number | undefined }
    | undefined;
  readonly readOnly?: boolean | undefined;
  /** What the connector takes besides. */
  readonly options?: Readonly<Record<string, JsonValue>> | undefined;
}

/** The same as an entry of `connections` in a file. @param stored names of the secrets that are stored. */
export function entryOf(
  name: string,
  draft: ConnectionDraft,
  stored: readonly string[],
): Readonly<Record<string, unknown>> {
  const { auth, proxy, clientCertificate, options = {}, ca, limits, ...plain } = draft;
  const kept = (field: string) => (stored.includes(field) ? keptSecret(name, field) : undefined);
  const secrets = secretFields(auth.kind).map((field) => [field, kept(field)] as const);
  return given({
    ...options,
    ...plain,
    auth: given({
      kind: auth.kind,
      ...Object.fromEntries(secrets),
      ...auth.fields,
      ...auth.secrets,
      expires: auth.expires ?? undefined,
    }),
    proxy:
      proxy !== null && typeof proxy === 'object' && proxy.username !== undefined
        ? given({ ...proxy, password: proxy.password ?? kept('proxy.password') })
        : (proxy ?? undefined),
    ca: ca ?? undefined,
    clientCertificate:
      clientCertificate == null
        ? undefined
        : given({ ...clientCertificate, key: clientCertificate.key ?? kept('clientCertificate.key') }),
    limits: limits === undefined ? undefined : given(limits),
  });
}

/** Options that have the name of something that every connection has: such an entry would mean that instead. */
export function misplacedOptions({ options = {} }: ConnectionDraft, ofConnector: readonly string[]): readonly string[] {
  return Object.keys(options).filter((key) => CONNECTION_KEYS.includes(key) && !ofConnector.includes(key));
}

/** The member of a draft from which a key of its entry came. */
export function memberOf(path: KeyPath, { auth }: ConnectionDraft): KeyPath {
  const [first, second, ...rest] = path;
  if (first === undefined) return path;
  if (!CONNECTION_KEYS.includes(String(first)) || first === 'deployment') return ['options', ...path];
  if (first !== 'auth' || second === undefined || second === 'kind' || second === 'expires') return path;
  const isSecret = secretFields(auth.kind).includes(String(second)) || Object.hasOwn(auth.secrets ?? {}, second);
  return ['auth', isSecret ? 'secrets' : 'fields', second, ...rest];
}

function secretFields(kind: string): readonly string[] {
  return AUTH_FIELDS[kind as keyof typeof AUTH_FIELDS]?.secret ?? [];
}

function given(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
