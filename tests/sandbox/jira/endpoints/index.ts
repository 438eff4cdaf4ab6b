import { Router } from '../../http/index.js';
import { appEndpoints } from './apps.js';
import { attachmentEndpoints } from './attachments.js';
import { bulkFetchEndpoints } from './bulk-fetch.js';
import { changelogEndpoints } from './changelog.js';
import { commentEndpoints } from './comments.js';
import { entityPropertyEndpoints } from './entity-properties.js';
import type { Endpoint } from './exchange.js';
import { issueEndpoints } from './issues.js';
import { linkEndpoints } from './links.js';
import { listEndpoints } from './lists.js';
import { metadataEndpoints } from './metadata.js';
import { permissionEndpoints } from './permissions.js';
import { projectEndpoints } from './projects.js';
import { searchEndpoints } from './search.js';
import { siteEndpoints } from './site-info.js';
import { transitionEndpoints } from './transitions.js';
import { userEndpoints } from './users.js';
import { worklogEndpoints } from './worklogs.js';

export type { Endpoint, Exchange } from './exchange.js';

const ENDPOINTS: readonly Endpoint[] = [
  ...searchEndpoints,
  ...bulkFetchEndpoints,
  ...issueEndpoints,
  ...transitionEndpoints,
  ...metadataEndpoints,
  ...changelogEndpoints,
  ...commentEndpoints,
  ...entityPropertyEndpoints,
  ...linkEndpoints,
  ...attachmentEndpoints,
  ...worklogEndpoints,
  ...listEndpoints,
  ...projectEndpoints,
  ...userEndpoints,
  ...permissionEndpoints,
  ...siteEndpoints,
  ...appEndpoints,
];

/** Finds the endpoint of a method and a path below `/rest/api/3`. */
export const jiraRouter: Router<Endpoint> = ENDPOINTS.reduce(
  (router, endpoint) => router.add(endpoint.method, endpoint.path, endpoint),
  new Router<Endpoint>(),
);
