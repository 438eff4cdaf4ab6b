import { z } from 'zod';
import type { Connector } from '../sdk/index.js';
import { readToolError } from './refusal.js';
import { ServiceNowTool } from './service-now-tool.js';

/** ServiceNow: tables of tasks (incident, problem, change_request and others) by the Table API. */
export const serviceNowConnector: Connector = {
  name: 'servicenow',
  title: 'ServiceNow',
  authKinds: ['basic', 'token', 'oauth2'],
  limits: {
    // An instance as delivered serves 16 API requests at once, for all its callers together.
    concurrency: 8,
    // There is no limit by the second; administrators set limits by the hour, and the tool answers 429 with Retry-After then.
    requestsPerSecond: 1000,
    requestTimeoutMs: 30_000,
  },
  containerKey: 'table',
  signInFix:
    'User Administration, Users, the account: Active yes, Locked out no, Password needs reset no, then Set Password',
  options: z.strictObject({}),
  readError: readToolError,
  open: (context) => new ServiceNowTool(context),
};
