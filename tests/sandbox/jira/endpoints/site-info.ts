import { json } from '../../http/index.js';
import { nowMs } from '../state.js';
import { formatJiraDate } from '../time/index.js';
import type { Endpoint } from './exchange.js';

/** What the site says of itself. B28: it is a copy that says it is another one. */
export const siteEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/serverInfo',
    operation: 'getServerInfo',
    isWrite: false,
    isPublic: true,
    answer: ({ state }) =>
      json(200, {
        baseUrl: state.manners.standing('B28')?.baseUrl ?? state.directory.site.baseUrl,
        version: '1001.0.0-SNAPSHOT',
        versionNumbers: [1001, 0, 0],
        deploymentType: 'Cloud',
        buildNumber: 100_287,
        buildDate: '2026-04-20T10:15:00.000+0000',
        serverTime: formatJiraDate(nowMs(state), 'Etc/UTC'),
        scmInfo: '1aa64f3d0b4f2cbf6a1d0ac2a0b1d2c2e0f0a1b2',
        serverTitle: state.directory.site.title,
        serverTimeZone: 'Etc/UTC',
      }),
  },
  {
    method: 'GET',
    path: '/_edge/tenant_info',
    operation: 'tenantInfo',
    isWrite: false,
    isPublic: true,
    answer: ({ state }) =>
      json(200, { cloudId: state.manners.standing('B28')?.cloudId ?? state.directory.site.cloudId }),
  },
];
