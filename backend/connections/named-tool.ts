import type { Tool } from '../connectors/sdk/index.js';
import { ConfigurationError, ReconnectNeededError, RefusedError } from '../shared/index.js';

/** Without these nothing can be synced: an account that is refused them (403) lacks a right, and no item is to blame. */
const NEEDED_READS: ReadonlySet<string | symbol> = new Set<keyof Tool>([
  'identify',
  'describe',
  'page',
  'read',
  'matching',
  'lookUp',
  'findComments',
]);

/**
 * The tool of a connection, whose failures to sign in, missing rights and faults of configuration name the connection: whoever
 * catches one far away must know which to pause, and a person which to mend. Connectors do not know what they are called.
 */
export function namedTool(tool: Tool, connectionName: string): Tool {
  return new Proxy(tool, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return async (...parameters: unknown[]) => {
        try {
          return await (member.apply(target, parameters) as unknown);
        } catch (error) {
          throw named(NEEDED_READS.has(property) ? missingRight(error) : error, connectionName);
        }
      };
    },
  });
}

function missingRight(error: unknown): unknown {
  if (!(error instanceof RefusedError) || error.status !== 403) return error;
  return new ReconnectNeededError(
    `its account may not read what is needed (403: ${error.message}): give it the right`,
    {
      cause: error,
      details: error.details,
    },
  );
}

function named(error: unknown, connection: string): unknown {
  if (!(error instanceof ReconnectNeededError || error instanceof ConfigurationError)) return error;
  if (error.details.connection !== undefined) return error;
  const NamedError = error instanceof ReconnectNeededError ? ReconnectNeededError : ConfigurationError;
  return new NamedError(`connection ${connection}: ${error.message}`, {
    cause: error,
    details: { ...error.details, connection },
  });
}
