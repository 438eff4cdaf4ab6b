import { empty, Router } from '../../http/index.js';
import { commentEndpoints } from '../endpoints/comments.js';
import { entityPropertyEndpoints } from '../endpoints/entity-properties.js';
import type { Endpoint } from '../endpoints/exchange.js';
import { issueEndpoints } from '../endpoints/issues.js';
import { linkEndpoints } from '../endpoints/links.js';
import { listEndpoints } from '../endpoints/lists.js';
import { metadataEndpoints } from '../endpoints/metadata.js';
import { projectEndpoints } from '../endpoints/projects.js';
import { transitionEndpoints } from '../endpoints/transitions.js';
import { metadataValues } from './metadata.js';
import { oauthEndpoints } from './oauth/index.js';
import { permissionEndpoints } from './permissions.js';
import { searchEndpoints } from './search.js';
import { siteEndpoints } from './site-info.js';
import { userEndpoints } from './users.js';

/** What Cloud has and Data Center has not. */
const CLOUD_ONLY = new Set(['/comment/list', '/project/search', '/priority/search', '/statuses/search', '/label']);

const SHARED: readonly Endpoint[] = [
  ...issueEndpoints.map(withoutIssueInAnswer),
  ...transitionEndpoints,
  ...metadataEndpoints.map(metadataValues),
  ...commentEndpoints,
  ...entityPropertyEndpoints,
  ...linkEndpoints,
  ...listEndpoints,
  ...projectEndpoints,
  ...permissionEndpoints,
].filter(({ path }) => !CLOUD_ONLY.has(path));

/** Finds the endpoint of a method and a path below `/rest/api/2`. */
export const dataCenterRouter: Router<Endpoint> = [
  ...SHARED,
  ...searchEndpoints,
  ...userEndpoints,
  ...siteEndpoints,
  ...oauthEndpoints,
].reduce((router, endpoint) => router.add(endpoint.method, endpoint.path, endpoint), new Router<Endpoint>());

/** An edit is answered with nothing, whatever was asked for. */
function withoutIssueInAnswer(endpoint: Endpoint): Endpoint {
  if (endpoint.operation !== 'editIssue') return endpoint;
  return {
    ...endpoint,
    answer(exchange) {
      endpoint.answer(exchange);
      return empty();
    },
  };
}
