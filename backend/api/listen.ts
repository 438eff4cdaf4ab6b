import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { ConfigurationError, errorMessage } from '../shared/index.js';

const HOST = '127.0.0.1';
/** What requests that are under way may take when the server ends. */
const LAST_ANSWERS_MS = 2_000;

/** A server that takes requests. */
export interface Listening {
  /** Without a slash at the end. */
  readonly url: string;
  /** Takes no more requests, lets those under way be answered for a moment and then cuts them. */
  close(): Promise<void>;
}

/** Listens on this machine only. @param port 0 is any free one. @throws ConfigurationError when the port cannot be had, with the way out. */
export async function listen(api: Express, port: number): Promise<Listening> {
  const server = createServer(api);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigurationError(`port ${port}: ${reasonOf(error)}`, { cause: error });
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function reasonOf(error: NodeJS.ErrnoException): string {
  const wayOut = 'choose another with SYNCLINE_PORT or --port (0 is any free one)';
  if (error.code === 'EADDRINUSE') return `another program has it, perhaps a Syncline that runs already; ${wayOut}`;
  if (error.code === 'EACCES') return `this account may not use it; ${wayOut}`;
  return errorMessage(error);
}
