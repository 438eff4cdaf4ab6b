import { z } from 'zod';
import type { Connector, ConnectorForm } from '../sdk/index.js';
import { edition } from './dialect/edition.js';
import { clausesOf } from './jql.js';
import { openTool } from './open-tool.js';
import { readJiraError } from './read-error.js';

export { MARK_PROPERTY } from './mark.js';

const options = z.strictObject({
  deployment: edition
    .optional()
    .meta({ title: 'Edition', description: 'Cloud or Data Center; unless told, the Jira is asked.' }),
});

const form: ConnectorForm = {
  addressExample: 'https://example.atlassian.net',
  signIns: {
    basic: {
      title: 'E-mail and API token',
      help: 'Cloud: id.atlassian.com, Security, API tokens, Create API token. Data Center: user name and password.',
      fields: {
        username: { title: 'E-mail', help: 'Of the account; Data Center: its user name.' },
        password: { title: 'API token', help: 'Data Center: the password.' },
      },
    },
    token: {
      title: 'Personal access token (Data Center)',
      help: 'In Jira: Profile, Personal Access Tokens, Create token.',
      fields: { token: { title: 'Personal access token' } },
    },
    app: {
      title: 'As the app in this Jira',
      help: 'Nothing to type: the app is installed there and connected with this server.',
    },
  },
  prepare: [
    'An account of its own for Syncline, so that its edits can be told from those of people.',
    'In the projects to be synced it may browse, create and edit issues, add comments, and move issues between statuses.',
  ],
};

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
  form,
  readError: readJiraError,
  clausesOf,
  open: (context, given) => openTool(context, options.parse(given).deployment ?? null),
};
