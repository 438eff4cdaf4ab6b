import { z } from 'zod';
import type { Connector } from '../../../../backend/connectors/sdk/index.js';

const limits = { concurrency: 4, requestsPerSecond: 10, requestTimeoutMs: 30_000 };
const open = () => {
  throw new Error('reading a file opens no connection');
};

/** Connectors as a file sees them: names, ways to sign in, keys; nothing of them is ever opened. */
export const connectors: readonly Connector[] = [
  {
    name: 'jira',
    title: 'Jira',
    authKinds: ['basic', 'token', 'app'],
    limits,
    containerKey: 'project',
    options: z.strictObject({ deployment: z.enum(['cloud', 'datacenter']).optional() }),
    open,
  },
  {
    name: 'servicenow',
    title: 'ServiceNow',
    authKinds: ['basic'],
    limits,
    containerKey: 'table',
    options: z.strictObject({ pageSize: z.int('is not a whole number').optional() }),
    open,
  },
  {
    name: 'board',
    title: 'Board',
    authKinds: ['none', 'token'],
    limits,
    options: z.object({ workspace: z.string().default('main') }),
    open,
  },
];
