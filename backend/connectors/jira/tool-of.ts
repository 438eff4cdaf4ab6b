import type { ConnectionContext, Tool } from '../sdk/index.js';
import { CloudDialect } from './cloud/cloud-dialect.js';
import { DataCenterDialect } from './datacenter/data-center-dialect.js';
import type { Edition } from './dialect/edition.js';
import { JiraTool } from './jira-tool.js';

/** A site of which it is known what it is. */
export function toolOf(edition: Edition, context: ConnectionContext): Tool {
  return new JiraTool(edition === 'cloud' ? new CloudDialect(context) : new DataCenterDialect(context), context);
}
