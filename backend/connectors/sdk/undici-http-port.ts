import type { IncomingHttpHeaders } from 'node:http';
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { errorMessage } from '../../shared/index.js';
import {
  AnswerTooLargeError,
  type HttpPort,
  type HttpRequest,
  type HttpResponse,
  NoAnswerError,
} from './http-client.js';

const CONNECT_TIMEOUT_MS = 10_000;
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;

export interface UndiciHttpPortOptions {
  /** Taken for addresses that `noProxy` does not except; null for none. */
  readonly proxyUrl: string | null;
  /** Whether plain http goes through the proxy as well; by default it does not, as HTTPS_PROXY means it. */
  readonly proxiesPlainHttp?: boolean;
  /** As in NO_PROXY: hosts and suffixes, comma separated. */
  readonly noProxy: string;
  /** PEM certificates trusted besides the ones of Node; null for none. */
  readonly ca: string | null;
  /** Shown to a tool that asks who connects, never to the proxy; PEM. */
  readonly clientCertificate?: { readonly certificate: string; readonly key: string } | null;
  /** A longer answer is not read to its end; 64 MB by default. */
  readonly largestAnswerBytes?: number;
}

/** A port with sockets of its own; `close` cuts what is under way. */
export interface UndiciHttpPort {
  readonly send: HttpPort;
  close(): Promise<void>;
}

/** The network: one pool of sockets, kept alive, no redirects followed, no repeats. One for each connection. */
export function undiciHttpPort(options: UndiciHttpPortOptions): UndiciHttpPort {
  const agent = agentFor(options);
  const largestBytes = options.largestAnswerBytes ?? LARGEST_ANSWER_BYTES;
  return {
    send: (httpRequest, { signal, timeoutMs }) => send(agent, httpRequest, { signal, timeoutMs, largestBytes }),
    close: () => agent.destroy(),
  };
}

function agentFor({ proxyUrl, noProxy, proxiesPlainHttp = false, ...options }: UndiciHttpPortOptions): Dispatcher {
  const trust = {
    timeout: CONNECT_TIMEOUT_MS,
    ...(options.ca === null ? {} : { ca: [...rootCertificates, options.ca] }),
  };
  const { clientCertificate = null } = options;
  const tls =
    clientCertificate === null ? trust : { ...trust, cert: clientCertificate.certificate, key: clientCertificate.key };
  // The deadline of the whole request is the caller's; undici's own would only add a second one.
  const settings = { connect: tls, headersTimeout: 0, bodyTimeout: 0 };
  if (proxyUrl === null) return new Agent(settings);
  return new EnvHttpProxyAgent({
    ...settings,
    requestTls: tls,
    proxyTls: trust,
    // Proxies open tunnels to https only; plain http they carry themselves.
    proxyTunnel: false,
    // An empty one keeps plain http away from the proxy, whatever the environment says.
    httpProxy: proxiesPlainHttp ? proxyUrl : '',
    httpsProxy: proxyUrl,
    noProxy,
  });
}

/**
 * Dispatches by hand: `request` makes a stream of each answer and wants an abort signal for each deadline, which costs more than the
 * exchange itself, and whether anything was sent it does not tell.
 */
async function send(
  dispatcher: Dispatcher,
  { url, method, headers, body }: HttpRequest,
  { signal, timeoutMs, largestBytes }: { signal: AbortSignal; timeoutMs: number; largestBytes: number },
): Promise<HttpResponse> {
  signal.throwIfAborted();
  const { origin, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    let started: Dispatcher.DispatchController | null = null;
    let isOver = false;
    let head = { status: 0, headers: {} as HttpResponse['headers'] };
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (settle: () => void) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const giveUp = (error: unknown) => {
      end(() => reject(error));
      started?.abort(new Error('nobody waits for the answer any more'));
    };
    const fail = (error: unknown) => {
      const message = `${errorMessage(error)}${adviceFor(error)}`;
      end(() => reject(new NoAnswerError(message, { sent: started !== null, cause: error })));
    };
    const onAbort = () => giveUp(signal.reason);
    const onTimeout = () => giveUp(new NoAnswerError(`no answer within ${timeoutMs} ms`, { sent: started !== null }));
    signal.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(onTimeout, timeoutMs);
    const handler: Dispatcher.DispatchHandler = {
      // Called just before the first byte is handed to a connected (and, for https, greeted) socket.
      onRequestStart(controller) {
        if (isOver) controller.abort(new Error('nobody waits for the answer any more'));
        else started = controller;
      },
      onResponseStart(_controller, status, answered) {
        head = { status, headers: joined(answered) };
      },
      onResponseData(_controller, chunk) {
        bytes += chunk.length;
        if (bytes > largestBytes) giveUp(new AnswerTooLargeError(`the answer is longer than ${largestBytes} bytes`));
        else chunks.push(chunk);
      },
      onResponseEnd: () => end(() => resolve({ ...head, body: Buffer.concat(chunks).toString('utf8') })),
      onResponseError: (_controller, error) => fail(error),
    };
    try {
      dispatcher.dispatch({ origin, path: `${pathname}${search}`, method, headers, body }, handler);
    } catch (error) {
      fail(error);
    }
  });
}

/** OpenSSL's names for a certificate whose authority is not known here. */
const UNKNOWN_AUTHORITY = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

function adviceFor(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && UNKNOWN_AUTHORITY.has(code)
    ? "; if it is your own authority's, give the connection its certificate as `ca`"
    : '';
}

function joined(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) single[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return single;
}
