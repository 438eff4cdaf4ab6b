import { readFileSync } from 'node:fs';
import type { Connection } from '../connections/index.js';
import { type HttpPort, type UndiciHttpPort, undiciHttpPort } from '../connectors/sdk/index.js';
import type { Settings } from '../settings/index.js';
import { jsonHash } from '../shared/index.js';

/** The sockets of this process, a pool for each connection, so that a tool that hangs holds up no other. */
export interface Networks {
  /** @param secrets the connection's, in clear: its certificate's key and its proxy's password are among them. */
  of(connection: Pick<Connection, 'id' | 'settings'>, secrets: Readonly<Record<string, string>>): HttpPort;
  /** For a connection that is only tried: its sockets are closed by whoever asked for them. */
  once(connection: Pick<Connection, 'settings'>, secrets: Readonly<Record<string, string>>): UndiciHttpPort;
  /** For what the server itself asks: key servers, a Jira about its people. The way is the environment's. */
  readonly own: HttpPort;
  /** Cuts what is under way. */
  close(): Promise<void>;
}

/** A way to a tool. One that was changed is used by nobody new; what is under way on the old one may end. */
interface Way {
  readonly fingerprint: string;
  readonly port: UndiciHttpPort;
}

/** Keys, permissions and tokens are small; more is not what was asked for. */
const LARGEST_OWN_ANSWER_BYTES = 1024 * 1024;

export function createNetworks(outgoing: Settings['outgoing']): Networks {
  const ways = new Map<string, Way>();
  const all: UndiciHttpPort[] = [];
  // A list of one's own takes the place of the one into which Node has loaded these.
  const extraCa =
    outgoing.extraCertificatesFile === undefined ? '' : readFileSync(outgoing.extraCertificatesFile, 'utf8');
  const own = undiciHttpPort({
    ...proxyOf(null, '', outgoing),
    ca: extraCa === '' ? null : extraCa,
    largestAnswerBytes: LARGEST_OWN_ANSWER_BYTES,
  });
  all.push(own);
  const wayOf: Networks['once'] = ({ settings: { network } }, secrets) => {
    const key = secrets['clientCertificate.key'] ?? null;
    const { ca, certificate } = network;
    return undiciHttpPort({
      ...proxyOf(network.proxy, secrets['proxy.password'] ?? '', outgoing),
      ca: ca === null ? null : `${ca}\n${extraCa}`,
      clientCertificate: certificate === null || key === null ? null : { certificate, key },
    });
  };
  return {
    once: wayOf,
    own: own.send,
    of(connection, secrets) {
      const { id, settings } = connection;
      const { 'clientCertificate.key': key = null, 'proxy.password': password = '' } = secrets;
      const fingerprint = jsonHash([settings.network, key, password]);
      const known = ways.get(id);
      if (known?.fingerprint === fingerprint) return known.port.send;
      const port = wayOf(connection, secrets);
      ways.set(id, { fingerprint, port });
      all.push(port);
      return port.send;
    },
    async close() {
      await Promise.all(all.splice(0).map((port) => port.close()));
      ways.clear();
    },
  };
}

/** The connection's own word goes before the environment's, and holds for plain http and for every host. */
function proxyOf(
  own: Connection['settings']['network']['proxy'],
  password: string,
  { proxyUrl, noProxy }: Settings['outgoing'],
): { readonly proxyUrl: string | null; readonly noProxy: string; readonly proxiesPlainHttp: boolean } {
  if (own === null) return { proxyUrl: proxyUrl ?? null, noProxy: noProxy ?? '', proxiesPlainHttp: false };
  if (own === 'none') return { proxyUrl: null, noProxy: '', proxiesPlainHttp: false };
  const url = new URL(own.url);
  if (own.username !== null) {
    url.username = encodeURIComponent(own.username);
    url.password = encodeURIComponent(password);
  }
  return { proxyUrl: url.href, noProxy: '', proxiesPlainHttp: true };
}
