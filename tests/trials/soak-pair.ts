import type { CheckRequest } from '../checker/index.js';
import { editSomething } from './soak-edits.js';
import type { Tools } from './tools/tools.js';
import { trialConfiguration } from './trial-configuration.js';
import { twinsConfiguration } from './twins-configuration.js';
import { editTwins } from './twins-edits.js';

/** Two tools that a soak keeps in step. */
export interface SoakPair {
  readonly configuration: (tools: Tools) => string;
  /** One deed of a person. */
  readonly edit: typeof editSomething;
  /** How the checker reads the right side. */
  readonly right: (tools: Tools) => Pick<CheckRequest, 'serviceNow' | 'dataCenter'>;
}

export const SOAK_PAIRS = {
  'jira-servicenow': {
    configuration: trialConfiguration,
    edit: editSomething,
    right: ({ serviceNowUrl }) => ({ serviceNow: { url: serviceNowUrl, username: 'admin', password: 'admin' } }),
  },
  'jira-jira': {
    configuration: twinsConfiguration,
    edit: editTwins,
    right: ({ dataCenterUrl }) => ({ dataCenter: { url: dataCenterUrl, username: 'admin', password: 'admin-token' } }),
  },
} as const satisfies Readonly<Record<string, SoakPair>>;
