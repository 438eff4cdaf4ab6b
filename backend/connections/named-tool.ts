import type { Tool } from '../connectors/sdk/index.js';
import { ReconnectNeededError } from '../shared/index.js';

/**
 * The tool of a connection, whose failures to sign in name the connection: whoever catches one far away must know which to
 * pause, and a person which to mend. Connectors do not know what they are called.
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
          throw error instanceof ReconnectNeededError ? named(error, connectionName) : error;
        }
      };
    },
  });
}

function named(error: ReconnectNeededError, connection: string): ReconnectNeededError {
  if (error.details.connection !== undefined) return error;
  return new ReconnectNeededError(`connection ${connection}: ${error.message}`, {
    cause: error,
    details: { ...error.details, connection },
  });
}
