import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** A server that only says which PostgreSQL it is: servers of every version are nowhere at hand. */
export interface VersionedPostgres {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Answers every query with one row that holds `version`, in the frontend/backend protocol 3.0
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html).
 * @param version as `server_version_num` has it: 130016
 */
export async function versionedPostgres(version: number): Promise<VersionedPostgres> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let isSignedIn = false;
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      if (!isSignedIn) {
        isSignedIn = true;
        socket.write(Buffer.concat([message('R', int32(0)), message('Z', Buffer.from('I'))]));
      } else if (data.toString('latin1', 0, 1) === 'Q') socket.write(oneRow(String(version)));
      else socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `postgres://somebody:hush@127.0.0.1:${(server.address() as AddressInfo).port}/old`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function oneRow(value: string): Buffer {
  const column = Buffer.concat([
    Buffer.from('number\0'),
    int32(0),
    int16(0),
    int32(25),
    int16(-1),
    int32(-1),
    int16(0),
  ]);
  return Buffer.concat([
    message('T', Buffer.concat([int16(1), column])),
    message('D', Buffer.concat([int16(1), int32(value.length), Buffer.from(value)])),
    message('C', Buffer.from('SELECT 1\0')),
    message('Z', Buffer.from('I')),
  ]);
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}
