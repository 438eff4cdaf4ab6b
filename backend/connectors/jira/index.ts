import { z } from 'zod';
import type { Connector } from '../sdk/index.js';
import { edition } from './dialect/edition.js';
import { clausesOf } from './jql.js';
import { openTool } from './open-tool.js';
import { readJiraError } from './read-error.js';

export { MARK_PROPERTY } from './mark.js';

const options = z.strictObject({ deployment: edition.optional() });

/** Jira Cloud through version 3 of its REST API, Jira Data Center (8.14 to 11) through version 2. */
export const jiraConnector: Connector = {
  name: 'jira',
  title: 'Jira',
  authKinds: ['basic', 'token', 'app'],
  limits: { concurrency: 8, requestsPerSecond: 50, requestTimeoutMs: 30_000 },
  options,
  containerKey: 'project',
  signInFix:
    'Cloud: sign in as the account at id.atlassian.com, Security, API tokens, make a new one (they end after a year at most). ' +
    'Data Center: the account’s Profile, Personal Access Tokens; or its password, and CAPTCHA off for it (Administration, User management)',
  readError: readJiraError,
  clausesOf,
  open: (context, given) => openTool(context, options.parse(given).deployment ?? null),
};
