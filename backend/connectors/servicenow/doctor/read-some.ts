import { AppError, ConfigurationError, ReconnectNeededError, RefusedError } from '../../../shared/index.js';
import type { Row } from '../record.js';
import type { TableApi } from '../table-api.js';

/** What came of asking for a few records of a table. */
export type ReadSome =
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  /** No such table, or the account may not query it; in the tool's words. */
  | { readonly kind: 'refused'; readonly words: string };

/** Some records of a table with these fields (all of them when none is named), no more than can be told rights by. */
export async function readSome(
  api: TableApi,
  request: {
    readonly table: string;
    readonly query: string;
    readonly fields: readonly string[];
    readonly limit?: number;
  },
  signal: AbortSignal,
): Promise<ReadSome> {
  try {
    const { rows } = await api.list({ limit: 1, ...request, values: 'stored' }, signal);
    return { kind: 'rows', rows };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { cause } = error;
    return { kind: 'refused', words: cause instanceof AppError ? cause.message : error.message };
  }
}

/** A lost sign-in says so by the same class, but is not about a table. */
function isRefusal(error: unknown): error is AppError {
  if (error instanceof ReconnectNeededError) return error.cause instanceof RefusedError;
  return error instanceof RefusedError || error instanceof ConfigurationError;
}
