import { onTestFinished } from 'vitest';
import {
  createHttpClient,
  type FieldDescriptor,
  type HttpAuth,
  type Tool,
  undiciHttpPort,
} from '../../../../backend/connectors/sdk/index.js';
import { serviceNowConnector } from '../../../../backend/connectors/servicenow/index.js';
import { type Clock, silentLogger } from '../../../../backend/shared/index.js';
import { type SandboxHandler, seededRandom, serve } from '../../../sandbox/http/index.js';
import { type LoggedExchange, ServiceNowSandbox } from '../../../sandbox/servicenow/index.js';

/** A ServiceNow connection to a simulated instance over loopback, at a standstill until `tick`. */
export interface OpenInstance {
  readonly sandbox: ServiceNowSandbox;
  readonly tool: Tool;
  readonly signal: AbortSignal;
  /** What was asked of the instance since `exchanges` was last emptied. */
  readonly exchanges: LoggedExchange[];
  /** Moves the instance's clock on. */
  tick(seconds?: number): void;
  /** These fields of the incident table, as `describe` gives them. */
  fields(...ids: string[]): Promise<readonly FieldDescriptor[]>;
}

export interface OpenOptions {
  readonly auth?: HttpAuth;
  /** Stands between the connection and the instance. */
  readonly through?: (instance: SandboxHandler) => SandboxHandler;
}

const START = Date.parse('2026-07-14T00:00:00.000Z');

/** Closed when the test that opens it ends. */
export async function openInstance(options: OpenOptions = {}): Promise<OpenInstance> {
  let nowMs = START;
  const exchanges: LoggedExchange[] = [];
  const sandbox = new ServiceNowSandbox({
    clock: { now: () => new Date(nowMs) },
    random: seededRandom(7),
    onExchange: (exchange) => exchanges.push(exchange),
  });
  // Repeats wait by this clock; what they wait for passes at once.
  const clock: Clock = { now: () => new Date(nowMs), sleep: async (_delayMs, signal) => signal.throwIfAborted() };
  const random = { next: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000000' };
  const served = await serve(options.through?.(sandbox) ?? sandbox);
  const port = undiciHttpPort({ proxyUrl: null, noProxy: '', ca: null });
  onTestFinished(async () => {
    await port.close();
    await served.close();
  });
  const auth = options.auth ?? { kind: 'basic', username: 'syncline', password: 'syncline' };
  const { limits, readError } = serviceNowConnector;
  const http = createHttpClient({
    port: port.send,
    url: served.url,
    auth,
    limits,
    clock,
    random,
    log: silentLogger,
    readOnly: false,
    ...(readError === undefined ? {} : { readError }),
  });
  const username = auth.kind === 'basic' ? { username: auth.username } : {};
  const context = { name: 'service-now', url: served.url, ...username, http, clock, random, log: silentLogger };
  const tool = serviceNowConnector.open(context, {});
  const signal = new AbortController().signal;
  let described: readonly FieldDescriptor[] | undefined;
  return {
    sandbox,
    tool,
    signal,
    exchanges,
    tick: (seconds = 1) => {
      nowMs += seconds * 1000;
    },
    fields: async (...ids) => {
      described ??= (await tool.describe('incident', signal)).itemTypes[0]?.fields ?? [];
      exchanges.length = 0;
      return ids.map((id) => {
        const field = described?.find((one) => one.id === id);
        if (field === undefined) throw new Error(`incident has no field ${id}`);
        return field;
      });
    },
  };
}
