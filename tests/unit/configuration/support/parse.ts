import {
  type ParsedConfiguration,
  type ParseSettings,
  parseConfiguration,
} from '../../../../backend/configuration/index.js';
import { connectors } from './connectors.js';

export const environment = {
  JIRA_TOKEN: 'jira-secret-7f3a',
  SERVICENOW_PASSWORD: 'snow-secret-91cc',
  PROXY_PASSWORD: 'proxy-secret-3ad0',
};

/** Reads a text as `syncline.yaml`, with the connectors and variables of these tests. */
export function parse(text: string, settings: Partial<ParseSettings> = {}): ParsedConfiguration {
  return parseConfiguration(text, {
    fileName: 'syncline.yaml',
    connectors,
    environment,
    mode: 'onpremise',
    ...settings,
  });
}
