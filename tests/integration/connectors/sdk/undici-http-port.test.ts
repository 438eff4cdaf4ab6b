import { createServer as createTcpServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AnswerTooLargeError,
  type HttpRequest,
  NoAnswerError,
  type UndiciHttpPort,
  undiciHttpPort,
} from '../../../../backend/connectors/sdk/index.js';
import {
  json,
  type SandboxHandler,
  type SandboxRequest,
  type ServedSandbox,
  serve,
} from '../../../sandbox/http/index.js';

let served: ServedSandbox;
let port: UndiciHttpPort;
let handler: SandboxHandler['handle'];
const received: SandboxRequest[] = [];
const never = new AbortController().signal;

beforeEach(async () => {
  received.length = 0;
  handler = async () => json(200, { ok: true }, { 'x-two': 'a' });
  served = await serve({
    handle: (request) => {
      received.push(request);
      return handler(request);
    },
  });
  port = undiciHttpPort({ proxyUrl: null, noProxy: '', ca: null, largestAnswerBytes: 1000 });
});
afterEach(async () => {
  await port.close();
  await served.close();
});

const get = (url = `${served.url}/a?b=c`): HttpRequest => ({
  method: 'GET',
  url,
  headers: { 'x-one': '1' },
  body: null,
});

async function silence(request: HttpRequest, timeoutMs = 5000, signal = never): Promise<NoAnswerError> {
  const error = await port.send(request, { signal, timeoutMs }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NoAnswerError);
  return error as NoAnswerError;
}

describe('the network', () => {
  it('carries a request and its answer', async () => {
    const answer = await port.send(
      { method: 'POST', url: `${served.url}/a?b=c`, headers: { 'content-type': 'application/json' }, body: '{"ä":1}' },
      { signal: never, timeoutMs: 5000 },
    );
    expect(answer).toMatchObject({ status: 200, headers: { 'x-two': 'a' }, body: '{"ok":true}' });
    expect(received[0]).toMatchObject({ method: 'POST', url: '/a?b=c' });
    expect(received[0]?.body?.toString()).toBe('{"ä":1}');
  });

  it('does not follow a redirect', async () => {
    handler = async () => json(302, {}, { location: 'http://127.0.0.1:9/' });
    expect((await port.send(get(), { signal: never, timeoutMs: 5000 })).status).toBe(302);
  });

  it('knows that a refused connection sent nothing', async () => {
    const free = await unusedPort();
    expect((await silence(get(`http://127.0.0.1:${free}/`))).sent).toBe(false);
  });

  it('knows that an unknown host was sent nothing', async () => {
    expect((await silence(get('http://no-such-host.invalid/'))).sent).toBe(false);
  });

  it('knows that a failed TLS greeting sent nothing', async () => {
    expect((await silence(get(served.url.replace('http:', 'https:')))).sent).toBe(false);
    expect(received).toEqual([]);
  });

  it.each(['before', 'after'] as const)('cannot tell what a cut connection did (%s)', async (drop) => {
    handler = async () => ({ drop });
    expect((await silence(get())).sent).toBe(true);
  });

  it('ends a request that hangs at its time-out', async () => {
    handler = async () => ({ drop: 'hang' });
    const error = await silence(get(), 50);
    expect(error).toMatchObject({ sent: true, message: 'no answer within 50 ms' });
  });

  it('stops with its signal, giving the reason', async () => {
    handler = async () => ({ drop: 'hang' });
    const aborter = new AbortController();
    const sent = port.send(get(), { signal: aborter.signal, timeoutMs: 5000 });
    const reason = new Error('lease lost');
    setImmediate(() => aborter.abort(reason));
    await expect(sent).rejects.toBe(reason);
  });

  it('does not read a gigantic answer to its end', async () => {
    handler = async () => json(200, 'x'.repeat(100_000));
    expect(await silence(get())).toBeInstanceOf(AnswerTooLargeError);
  });

  it('goes through the proxy for https, and not for hosts that are excepted', async () => {
    const asked: string[] = [];
    const proxy = createTcpServer((socket) => {
      socket.once('data', (data) => {
        asked.push(data.toString().split('\r\n', 1)[0] ?? '');
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = proxy.address();
    const proxyPort = typeof address === 'object' ? address?.port : 0;
    const proxied = undiciHttpPort({ proxyUrl: `http://127.0.0.1:${proxyPort}`, noProxy: 'direct.invalid', ca: null });
    const through = (url: string) => proxied.send(get(url), { signal: never, timeoutMs: 5000 });
    await expect(through('https://tool.invalid/')).rejects.toMatchObject({ name: 'NoAnswerError', sent: false });
    await expect(through('https://direct.invalid/')).rejects.toMatchObject({ name: 'NoAnswerError', sent: false });
    expect((await through(`${served.url}/plain`)).status).toBe(200);
    expect(asked).toEqual(['CONNECT tool.invalid:443 HTTP/1.1']);
    await proxied.close();
    await new Promise((resolve) => proxy.close(resolve));
  });
});

async function unusedPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
