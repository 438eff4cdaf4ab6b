import type { Connection } from '../../connections/index.js';
import { type Check, checked, type HttpPort, type HttpResponse, NoAnswerError } from '../../connectors/sdk/index.js';
import { ConfigurationError, errorMessage } from '../../shared/index.js';
import { FILE_REMEDIES, type Remedies } from './remedies.js';

const TIMEOUT_MS = 15_000;

/** What a first look at an address gave. */
export interface Reached {
  readonly check: Check;
  /** Null when nothing answered. */
  readonly response: HttpResponse | null;
}

/** Asks the address without credentials: whatever it answers, name, way, certificate and proxy are in order then. */
export async function reach(
  { name, settings: { url } }: Pick<Connection, 'name' | 'settings'>,
  port: () => HttpPort,
  signal: AbortSignal,
  remedies: Remedies = FILE_REMEDIES,
): Promise<Reached> {
  const check = { id: 'reach', name: `${url} answers` };
  try {
    const request = { method: 'GET', url: `${url}/`, headers: { accept: '*/*' }, body: null } as const;
    const response = await port()(request, { signal, timeoutMs: TIMEOUT_MS });
    return { check: checked({ ...check, outcome: 'ok' }), response };
  } catch (error) {
    if (error instanceof ConfigurationError)
      return { check: unopened(remedies.credentials(name), error), response: null };
    if (!(error instanceof NoAnswerError)) throw error;
    const fix = fixOf(error, new URL(url).hostname, (setting) => remedies.place(name, setting));
    return { check: checked({ ...check, outcome: 'fails', found: errorMessage(error), fix }), response: null };
  }
}

/** The way to a tool may take secrets: a proxy's password, a certificate's key. */
function unopened(credentials: string, error: ConfigurationError): Check {
  return checked({
    id: 'credentials',
    name: 'its stored credentials can be opened',
    outcome: 'fails',
    found: error.message,
    fix: `Put back the key that was in use, or ${credentials}`,
  });
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/** By the code of the system's or TLS's error, wherever in the chain of causes it stands. */
function fixOf(error: Error, host: string, place: (setting: 'ca' | 'proxy') => string): string {
  const codes = codesOf(error);
  const has = (...wanted: readonly string[]) => codes.some((code) => wanted.includes(code));
  if (has('ENOTFOUND', 'EAI_AGAIN')) {
    return `This machine finds no address for ${host}: correct the connection's url, or the name server of this machine (try: nslookup ${host})`;
  }
  if (has('ECONNREFUSED')) {
    return `Nothing listens at that port of ${host}: correct the port in the connection's url, or start the tool`;
  }
  if (codes.some((code) => CERTIFICATE.test(code))) {
    return (
      `The certificate of ${host} is not trusted here: get that of the authority which signed it as PEM and write it ` +
      `${place('ca')}, or start Syncline with NODE_EXTRA_CA_CERTS=/path/to/it.pem for all of them; a proxy that ` +
      'opens TLS signs with an authority of its own'
    );
  }
  if (codes.some((code) => /SSL|EPROTO/.test(code))) {
    return `${host} does not speak TLS at that port: correct the scheme or the port in the connection's url`;
  }
  if (/proxy/i.test(error.message)) {
    return `The proxy refuses the way: check the one ${place('proxy')}, or HTTPS_PROXY, with user and password where it wants them`;
  }
  return (
    `No answer came: let this machine out to ${host} in the firewall, or write the proxy that everything goes through ` +
    `${place('proxy')} (try: curl -sv https://${host}/)`
  );
}

function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const several = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...several, ...codesOf(error.cause)];
}
