import type { TableApi } from '../table-api.js';

/** What examining an instance takes. */
export interface ServiceNowParts {
  readonly api: TableApi;
  /** The connection's name, for what a person types. */
  readonly connection: string;
}
