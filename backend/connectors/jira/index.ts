import { z } from 'zod';
import type { Connector } from '../sdk/index.js';
import { JiraTool } from './jira-tool.js';
import { readJiraError } from './read-error.js';

/** Jira Cloud through its REST API version 3. */
export const jiraConnector: Connector = {
  name: 'jira',
  title: 'Jira',
  authKinds: ['basic', 'token'],
  limits: { concurrency: 8, requestsPerSecond: 50, requestTimeoutMs: 30_000 },
  options: z.strictObject({
    deployment: z.literal('cloud', { error: 'must be cloud: Data Center is not spoken yet' }).optional(),
  }),
  containerKey: 'project',
  readError: readJiraError,
  open: (context) => new JiraTool(context),
};
