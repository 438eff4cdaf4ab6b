import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A forwarding proxy on loopback. */
export interface ConnectProxy {
  readonly url: string;
  /** What it was asked for: `CONNECT host:port`, `GET http://…`. */
  readonly asked: readonly string[];
  /** The `Proxy-Authorization` of the last request. */
  credentials(): string | undefined;
  close(): Promise<void>;
}

/** Serves a proxy that opens tunnels for https and carries plain http, as a company's does. */
export async function serveProxy(): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let credentials: string | undefined;
  const note = ({ method = '', url = '', headers }: IncomingMessage) => {
    asked.push(`${method} ${url}`);
    credentials = headers['proxy-authorization'];
  };
  const server = createServer((incoming, outgoing) => {
    note(incoming);
    const forwarded = request(incoming.url ?? '', { method: incoming.method }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(forwarded);
  });
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    note(incoming);
    const [host = '', port = ''] = (incoming.url ?? '').split(':');
    const tunnel = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    for (const each of [socket, tunnel]) {
      sockets.add(each);
      each.on('error', () => undefined);
      each.on('close', () => {
        socket.destroy();
        tunnel.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    credentials: () => credentials,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of sockets) socket.destroy();
      }),
  };
}
