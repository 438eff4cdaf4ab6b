import type { Tool } from '../connectors/sdk/index.js';
import { ConfigurationError, ReconnectNeededError } from '../shared/index.js';

/**
 * The tool of a connection, whose failures to sign in and faults of configuration name the connection: whoever catches one far
 * away must know which to pause, and a person which to mend. Connectors do not know what they are called.
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
          throw named(error, connectionName);
        }
      };
    },
  });
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
