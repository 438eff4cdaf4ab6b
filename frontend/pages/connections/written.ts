import type { ConnectionSettings, Connector, Operations } from '../../api/operations.js';

/** Any value that JSON has. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What stands in the form. Numbers are kept as they are typed. */
export interface Written {
  readonly name: string;
  readonly connector: string;
  readonly url: string;
  readonly insecure: boolean;
  readonly kind: string;
  /** By the name of the field; secrets are empty where the stored ones stay. */
  readonly auth: Readonly<Record<string, string>>;
  readonly expires: string;
  readonly readOnly: boolean;
  readonly concurrency: string;
  readonly requestsPerSecond: string;
  readonly proxy: 'environment' | 'none' | 'own';
  readonly proxyUrl: string;
  readonly proxyUser: string;
  readonly proxyPassword: string;
  readonly ca: string;
  readonly certificate: string;
  readonly certificateKey: string;
  readonly options: Readonly<Record<string, Json>>;
}

/** A connection as the API takes it. */
export type Draft = Omit<Operations['bodies']['POST /api/v1/connections'], 'name'>;

const NOTHING: Omit<Written, 'name' | 'connector' | 'kind'> = {
  url: '',
  insecure: false,
  auth: {},
  expires: '',
  readOnly: false,
  concurrency: '',
  requestsPerSecond: '',
  proxy: 'environment',
  proxyUrl: '',
  proxyUser: '',
  proxyPassword: '',
  ca: '',
  certificate: '',
  certificateKey: '',
  options: {},
};

/** An empty form for a tool. @param taken names that there are already */
export function emptyFor({ name, signIns }: Connector, taken: readonly string[]): Written {
  let free = name;
  for (let number = 2; taken.includes(free); number += 1) free = `${name}-${number}`;
  return { ...NOTHING, name: free, connector: name, kind: signIns[0]?.kind ?? 'none' };
}

/** The form as what is stored fills it. */
export function writtenOf(stored: ConnectionSettings): Written {
  const { name, connector, url, insecure, auth, proxy, ca, clientCertificate, limits, readOnly, options } = stored;
  const own = typeof proxy === 'object' ? proxy : null;
  return {
    ...NOTHING,
    name,
    connector,
    url,
    insecure,
    kind: auth.kind,
    auth: auth.fields,
    expires: auth.expires ?? '',
    readOnly,
    concurrency: limits.concurrency?.toString() ?? '',
    requestsPerSecond: limits.requestsPerSecond?.toString() ?? '',
    proxy: proxy === 'none' ? 'none' : own === null ? 'environment' : 'own',
    proxyUrl: own?.url ?? '',
    proxyUser: own?.username ?? '',
    ca: ca ?? '',
    certificate: clientCertificate?.certificate ?? '',
    options: options as Readonly<Record<string, Json>>,
  };
}

/** What is sent of it; what is empty is left out, and means what it usually is. */
export function draftOf(written: Written, { signIns }: Connector): Draft {
  const { url, insecure, kind, auth, expires, readOnly, concurrency, requestsPerSecond, ca, options } = written;
  const fields = signIns.find((each) => each.kind === kind)?.fields ?? [];
  const given = (isSecret: boolean) =>
    Object.fromEntries(
      fields.flatMap(({ name, secret }) => {
        const value = auth[name] ?? '';
        return secret === isSecret && value !== '' ? [[name, isSecret ? value : value.trim()]] : [];
      }),
    );
  return {
    connector: written.connector,
    url: url.trim(),
    ...(insecure && { insecure }),
    auth: { kind, fields: given(false), secrets: given(true), ...(expires !== '' && { expires }) },
    proxy: proxyOf(written),
    ...(ca.trim() !== '' && { ca: ca.trim() }),
    ...(written.certificate.trim() !== '' && {
      clientCertificate: {
        certificate: written.certificate.trim(),
        ...(written.certificateKey.trim() !== '' && { key: written.certificateKey.trim() }),
      },
    }),
    limits: {
      ...(concurrency !== '' && { concurrency: Number(concurrency) }),
      ...(requestsPerSecond !== '' && { requestsPerSecond: Number(requestsPerSecond) }),
    },
    readOnly,
    options,
  };
}

function proxyOf({ proxy, proxyUrl, proxyUser, proxyPassword }: Written): NonNullable<Draft['proxy']> | null {
  if (proxy === 'environment') return null;
  if (proxy === 'none') return 'none';
  return {
    url: proxyUrl.trim(),
    ...(proxyUser !== '' && { username: proxyUser.trim() }),
    ...(proxyPassword !== '' && { password: proxyPassword }),
  };
}
