import { auditRoutes } from './audit/audit-routes.js';
import { changeRoutes } from './changes/change-routes.js';
import { conflictRoutes } from './conflicts/conflict-routes.js';
import { connectionRoutes } from './connections/connection-routes.js';
import { connectorRoutes } from './connectors/connector-routes.js';
import { figureRoutes } from './figures/figure-routes.js';
import { historyRoutes } from './history/history-routes.js';
import type { Route } from './http/index.js';
import { fieldRoutes } from './integrations/field-routes.js';
import { integrationRoutes } from './integrations/integration-routes.js';
import { issueRoutes } from './issues/issue-routes.js';
import { linkRoutes } from './links/link-routes.js';
import { liveRoutes } from './live/live-routes.js';
import { mappingRoutes } from './mapping/mapping-routes.js';
import { versionRoutes } from './mapping/version-routes.js';
import { planRoutes } from './plans/plan-routes.js';
import { runRoutes } from './runs/run-routes.js';
import { providerRoutes } from './session/provider-routes.js';
import { sessionRoutes } from './session/session-routes.js';
import { setupRoute } from './session/setup-route.js';
import { containerRoutes } from './setups/container-routes.js';
import { setupRoutes } from './setups/setup-routes.js';
import { siteRoutes } from './site/site-routes.js';
import { statusRoutes } from './status/status-routes.js';
import { streamRoutes } from './streams/stream-routes.js';
import { systemRoutes } from './system/system-routes.js';
import { tokenRoutes } from './tokens/token-routes.js';
import { userRoutes } from './users/user-routes.js';
import { verificationRoutes } from './verifications/verification-routes.js';
import { writeRoutes } from './writes/write-routes.js';

/** Everything below `/api/v1`; `descriptors/openapi.yaml` says the same to the outside. */
export const ROUTES: readonly Route[] = [
  ...sessionRoutes,
  ...providerRoutes,
  setupRoute,
  ...siteRoutes,
  ...statusRoutes,
  ...figureRoutes,
  ...liveRoutes,
  ...connectorRoutes,
  ...connectionRoutes,
  ...containerRoutes,
  ...setupRoutes,
  ...integrationRoutes,
  ...mappingRoutes,
  ...versionRoutes,
  ...fieldRoutes,
  ...runRoutes,
  ...streamRoutes,
  ...writeRoutes,
  ...changeRoutes,
  ...linkRoutes,
  ...historyRoutes,
  ...conflictRoutes,
  ...planRoutes,
  ...verificationRoutes,
  ...issueRoutes,
  ...userRoutes,
  ...tokenRoutes,
  ...auditRoutes,
  ...systemRoutes,
];
