import { z } from 'zod';
import type { Connector, ConnectorForm } from '../sdk/index.js';
import { readToolError } from './refusal.js';
import { ServiceNowTool } from './service-now-tool.js';

const form: ConnectorForm = {
  addressExample: 'https://example.service-now.com',
  signIns: {
    basic: {
      title: 'User name and password',
      help: 'User Administration, Users, New: an account for web service access only.',
    },
    token: { title: 'OAuth access token', help: 'System OAuth, Manage Tokens.' },
  },
  prepare: [
    'An account of its own for Syncline, with the role that the files of rights below make: an update set to import and commit.',
    'The account may read and write the tables to be synced, and read sys_dictionary and sys_choice.',
  ],
};

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
  form,
  readError: readToolError,
  open: (context) => new ServiceNowTool(context),
};
