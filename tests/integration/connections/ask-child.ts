import { createNetworks } from '../../../backend/application/networks.js';
import { readSettings } from '../../../backend/settings/index.js';

/** Asks the address that it is called with, as a connection does that leaves the way to the environment; prints the body. */
const [, , url = ''] = process.argv;
const networks = createNetworks(readSettings(process.env).outgoing);
const network = { proxy: null, ca: null, certificate: null };
const send = networks.of(
  {
    id: 'one',
    settings: {
      url,
      insecure: false,
      auth: { kind: 'none', fields: {}, expires: null },
      network,
      limits: {},
      readOnly: false,
      deployment: null,
      options: {},
    },
  },
  {},
);
const request = { method: 'GET', url: `${url}/`, headers: {}, body: null } as const;
const { body } = await send(request, { signal: new AbortController().signal, timeoutMs: 5000 });
process.stdout.write(body);
await networks.close();
