import type { Actor } from '../audit/index.js';
import { ConfigurationError } from '../shared/index.js';
import { type Scope, scoped } from '../storage/index.js';
import type { Application } from './open-application.js';

/**
 * The application as somebody uses it who belongs to a tenant: what others have is not there for him. Workers that are started with it
 * work for everybody all the same. Where there is one tenant alone, all of which is wanted, the database is used as it is.
 * @throws ConfigurationError when the database cannot keep apart what is to be kept apart.
 */
export function withinTenant(application: Application, scope: Scope, actor: Actor = application.actor): Application {
  const { database, tenancy } = application;
  const inTenant = { ...application, tenant: scope.tenant, actor };
  if (!tenancy.isShared && scope.integrations === undefined) return inTenant;
  if (tenancy.fault === null) return { ...inTenant, database: scoped(database, scope) };
  throw new ConfigurationError(`this database cannot show some integrations without the others: ${tenancy.fault}`);
}
