import type { IncomingHttpHeaders } from 'node:http';
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
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
  const dispatcher = agent.compose(markingUnsent);
  const largestBytes = options.largestAnswerBytes ?? LARGEST_ANSWER_BYTES;
  return {
    send: (httpRequest, { signal, timeoutMs }) => send(dispatcher, httpRequest, signal, timeoutMs, largestBytes),
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

async function send(
  dispatcher: Dispatcher,
  httpRequest: HttpRequest,
  signal: AbortSignal,
  timeoutMs: number,
  largestBytes: number,
): Promise<HttpResponse> {
  signal.throwIfAborted();
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const { statusCode, headers, body } = await request(httpRequest.url, {
      method: httpRequest.method,
      headers: httpRequest.headers,
      body: httpRequest.body,
      dispatcher,
      signal: AbortSignal.any([signal, deadline]),
    });
    const text = await readText(body, largestBytes);
    return { status: statusCode, headers: joined(headers), body: text };
  } catch (error) {
    if (error instanceof NoAnswerError) throw error;
    if (signal.aborted) throw signal.reason;
    const sent = !(error instanceof UnsentError);
    const message = deadline.aborted ? `no answer within ${timeoutMs} ms` : `${errorMessage(error)}${adviceFor(error)}`;
    throw new NoAnswerError(message, { sent, cause: error });
  }
}

/** OpenSSL's names for a certificate whose authority is not known here. */
const UNKNOWN_AUTHORITY = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

function adviceFor(error: unknown): string {
  const { code } = (error instanceof UnsentError ? error.cause : error) as NodeJS.ErrnoException;
  return code !== undefined && UNKNOWN_AUTHORITY.has(code)
    ? "; if it is your own authority's, give the connection its certificate as `ca`"
    : '';
}

async function readText(body: Dispatcher.ResponseData['body'], largestBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestBytes) {
      body.destroy();
      throw new AnswerTooLargeError(`the answer is longer than ${largestBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function joined(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) single[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return single;
}

/** The request failed before its first byte was handed to a connected (and, for https, greeted) socket. */
class UnsentError extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause });
    this.name = 'UnsentError';
  }
}

/** undici calls `onRequestStart` just before it writes to the socket; a failure that comes without it never left this machine. */
const markingUnsent: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (requestOptions, handler) => {
  let started = false;
  return dispatch(requestOptions, {
    onRequestStart: (controller, context) => {
      started = true;
      handler.onRequestStart?.(controller, context);
    },
    onRequestUpgrade: (controller, statusCode, headers, socket) =>
      handler.onRequestUpgrade?.(controller, statusCode, headers, socket),
    onResponseStart: (controller, statusCode, headers, statusMessage) =>
      handler.onResponseStart?.(controller, statusCode, headers, statusMessage),
    onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
    onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) =>
      handler.onResponseError?.(controller, started ? error : new UnsentError(error)),
  });
};
