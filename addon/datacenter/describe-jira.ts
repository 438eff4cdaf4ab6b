import { z } from 'zod';
import type { HttpPort } from '../../backend/connectors/sdk/index.js';
import { ConfigurationError, errorMessage } from '../../backend/shared/index.js';

const TIMEOUT_MS = 15_000;

const serverInfo = z.object({
  baseUrl: z.string(),
  deploymentType: z.string(),
  serverId: z.string().optional(),
});
const manifest = z.object({ id: z.string() });

/** A Jira Data Center, as it describes itself. */
export interface DescribedJira {
  /** Its server id, or where it does not tell that, the id by which Atlassian's servers know each other. */
  readonly key: string;
  /** Where its people reach it, by its own word, without a slash at its end. */
  readonly displayUrl: string;
}

/**
 * Asks a Jira Data Center what it is; nobody needs to be signed in for that.
 * @param baseUrl without a slash at its end. @throws ConfigurationError when there is no such Jira at the address.
 */
export async function describeJira(send: HttpPort, baseUrl: string, signal: AbortSignal): Promise<DescribedJira> {
  const server = await read(send, `${baseUrl}/rest/api/2/serverInfo`, serverInfo, signal);
  if (server.deploymentType !== 'Server') {
    throw new ConfigurationError(
      `${baseUrl} is Jira ${server.deploymentType}, not Data Center; there the app is installed by Forge or Connect`,
    );
  }
  const key = server.serverId ?? (await read(send, `${baseUrl}/rest/applinks/1.0/manifest`, manifest, signal)).id;
  return { key, displayUrl: server.baseUrl.replace(/\/+$/, '') };
}

async function read<T>(send: HttpPort, url: string, shape: z.ZodType<T>, signal: AbortSignal): Promise<T> {
  const request = { method: 'GET', url, headers: { accept: 'application/json' }, body: null } as const;
  const answer = await send(request, { signal, timeoutMs: TIMEOUT_MS }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new ConfigurationError(`${url} does not answer: ${errorMessage(error)}; correct the address`, {
      cause: error,
    });
  });
  const parsed = shape.safeParse(answer.status === 200 ? parsedJson(answer.body) : null);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(`${url} answers ${answer.status}, and not as a Jira does; correct the address`);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A page, for instance of a proxy: that it is no Jira is said by whoever asked.
    return null;
  }
}
