import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { isDropped, type SandboxHandler, type SandboxRequest } from './handler.js';

export interface ServeOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Added before each answer, as a network would. */
  readonly latencyMs?: number;
}

export interface ServedSandbox {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  setLatencyMs(latencyMs: number): void;
  /** Stops listening and cuts every open connection, hanging ones too. */
  close(): Promise<void>;
}

/**
 * Puts a simulator on a loopback port. A dropped outcome resets the connection (`before`, `after`) or leaves it open
 * and silent (`hang`). A handler that throws is a fault of the simulator and is answered 599 with its message.
 *
 * @throws the listening error, e.g. EADDRINUSE
 */
export async function serve(handler: SandboxHandler, options: ServeOptions = {}): Promise<ServedSandbox> {
  let latencyMs = options.latencyMs ?? 0;
  const server = createServer((incoming, outgoing) => {
    answer(handler, incoming, outgoing, () => latencyMs).catch((error: unknown) => {
      if (outgoing.headersSent || outgoing.destroyed) outgoing.destroy();
      else outgoing.writeHead(599, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  // A client's pool may keep a connection longer than Node's default of 5 s and meet a reset that no manner asked for.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    setLatencyMs: (ms) => {
      latencyMs = ms;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function answer(
  handler: SandboxHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  latencyMs: () => number,
): Promise<void> {
  const request = await readRequest(incoming);
  if (latencyMs() > 0) await delay(latencyMs());
  const outcome = await handler.handle(request);
  if (isDropped(outcome)) {
    if (outcome.drop !== 'hang') incoming.socket.resetAndDestroy();
    return;
  }
  outgoing.writeHead(outcome.status, outcome.headers);
  outgoing.end(request.method === 'HEAD' ? undefined : outcome.body);
}

async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers,
    body: chunks.length > 0 ? Buffer.concat(chunks) : null,
  };
}
