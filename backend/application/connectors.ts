import { jiraConnector } from '../connectors/jira/index.js';
import { redmineConnector } from '../connectors/redmine/index.js';
import type { Connector } from '../connectors/sdk/index.js';
import { serviceNowConnector } from '../connectors/servicenow/index.js';

/** The connectors that come with the platform. */
export const CONNECTORS: readonly Connector[] = [jiraConnector, serviceNowConnector, redmineConnector];
