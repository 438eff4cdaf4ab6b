import type { Connector } from '../sdk/index.js';
import { redmineOptions } from './options.js';
import { RedmineTool } from './redmine-tool.js';
import { readToolError } from './refusal.js';

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
  readError: readToolError,
  open: (context, options) => new RedmineTool(context, redmineOptions.parse(options)),
};
