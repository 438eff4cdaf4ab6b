import type { Connector, ConnectorForm } from '../sdk/index.js';
import { redmineOptions } from './options.js';
import { RedmineTool } from './redmine-tool.js';
import { readToolError } from './refusal.js';

const form: ConnectorForm = {
  addressExample: 'https://redmine.example.com',
  signIns: {
    basic: { title: 'Login and password' },
    token: {
      title: 'API access key',
      help: 'In Redmine: My account, API access key, Show.',
      fields: { token: { title: 'API access key' } },
    },
  },
  prepare: [
    'The REST API switched on: Administration, Settings, API, Enable REST web service.',
    'An account of its own for Syncline, member of the projects to be synced with a role that may add and edit issues and notes.',
  ],
};

/** Redmine 4.2 and newer by its REST API, which its administrator switches on. */
export const redmineConnector: Connector = {
  name: 'redmine',
  title: 'Redmine',
  authKinds: ['basic', 'token'],
  tokenHeader: 'X-Redmine-API-Key',
  limits: {
    // Redmine limits nobody; its web server works on about five requests at a time, for browsers too.
    concurrency: 4,
    requestsPerSecond: 50,
    requestTimeoutMs: 30_000,
  },
  containerKey: 'project',
  options: redmineOptions,
  form,
  readError: readToolError,
  open: (context, options) => new RedmineTool(context, redmineOptions.parse(options)),
};
