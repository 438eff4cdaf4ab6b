import { type HttpPort, type UndiciHttpPort, undiciHttpPort } from '../connectors/sdk/index.js';
import type { Settings } from '../settings/index.js';

/** The sockets of this process, a pool for each connection, so that a tool that hangs holds up no other. */
export interface Networks {
  of(connectionId: string): HttpPort;
  /** Cuts what is under way. */
  close(): Promise<void>;
}

export function createNetworks({ proxyUrl, noProxy }: Settings['outgoing']): Networks {
  const ports = new Map<string, UndiciHttpPort>();
  return {
    of(connectionId) {
      const known = ports.get(connectionId);
      if (known !== undefined) return known.send;
      // Node has loaded NODE_EXTRA_CA_CERTS into its own list already.
      const port = undiciHttpPort({ proxyUrl: proxyUrl ?? null, noProxy: noProxy ?? '', ca: null });
      ports.set(connectionId, port);
      return port.send;
    },
    async close() {
      await Promise.all([...ports.values()].map((port) => port.close()));
      ports.clear();
    },
  };
}
