import { json } from '../../http/index.js';
import type { Endpoint } from '../endpoints/exchange.js';
import { nowMs } from '../state.js';
import { formatJiraDate } from '../time/index.js';

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
        version: '10.3.6',
        versionNumbers: [10, 3, 6],
        deploymentType: 'Server',
        buildNumber: 10_030_006,
        buildDate: '2025-04-10T00:00:00.000+0000',
        serverTime: formatJiraDate(nowMs(state), 'Etc/UTC'),
        scmInfo: '5a3fbd4b2c1e0d9f8a7b6c5d4e3f2a1b0c9d8e7f',
        serverTitle: state.directory.site.title,
        serverId: state.manners.standing('B28')?.cloudId ?? state.directory.site.cloudId,
      }),
  },
  {
    method: 'GET',
    path: '/rest/applinks/1.0/manifest',
    operation: 'manifest',
    isWrite: false,
    isPublic: true,
    answer: ({ state }) =>
      json(200, {
        id: state.manners.standing('B28')?.cloudId ?? state.directory.site.cloudId,
        name: state.directory.site.title,
        typeId: 'jira',
        version: '10.3.6',
        url: state.directory.site.baseUrl,
      }),
  },
];
