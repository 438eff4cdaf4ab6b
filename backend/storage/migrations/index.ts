import { up as clockAndInstallation } from './001-clock-and-installation.js';
import { up as connections } from './002-connections.js';
import { up as integrationsAndRuns } from './003-integrations-and-runs.js';
import { up as leasesAndClaims } from './004-leases-and-claims.js';
import { up as changesAndLedger } from './005-changes-and-ledger.js';
import { up as links } from './006-links.js';
import { up as writes } from './007-writes.js';
import { up as historyConflictsPlans } from './008-history-conflicts-plans.js';
import { up as listedItems } from './009-listed-items.js';
import { up as outgoingHosts } from './010-outgoing-hosts.js';
import { up as tokens } from './011-tokens.js';
import { up as sharedLimits } from './012-shared-limits.js';
import { up as warnings } from './013-warnings.js';
import { up as vanishedSides } from './014-vanished-sides.js';
import { up as installationKey } from './015-installation-key.js';
import { up as givenUpWrites } from './016-given-up-writes.js';
import { up as rolesAndAudit } from './019-roles-and-audit.js';
import { up as wantedChanges } from './020-wanted-changes.js';
import { up as limitsThatLast } from './021-limits-that-last.js';
import { up as whatWaitsForPolls } from './022-what-waits-for-polls.js';
import { up as tenants } from './023-tenants.js';
import { up as sites } from './024-sites.js';
import { up as tenantPolicies } from './025-tenant-policies.js';
import { up as accountsAndSessions } from './026-accounts-and-sessions.js';
import { up as pendingSignIns } from './027-pending-sign-ins.js';
import { up as jiraAppOfForge } from './028-jira-app-of-forge.js';
import { up as policiesOfAccounts } from './029-policies-of-accounts.js';
import { up as dataCenter } from './030-data-center.js';
import { up as connectClients } from './032-connect-clients.js';
import { up as licenceAsked } from './033-licence-asked.js';
import { up as removableTenants } from './035-removable-tenants.js';
import { up as setups } from './036-setups.js';
import { up as nodes } from './037-nodes.js';
import { up as makersOfMappingVersions } from './038-makers-of-mapping-versions.js';
import { up as figures } from './039-figures.js';
import { up as verifications } from './040-verifications.js';
import { up as linksByAge } from './041-links-by-age.js';
import { up as setupsInOrder } from './042-setups-in-order.js';

/** All migrations in order. They only go forward; a mistake is mended by the next one. */
export const MIGRATIONS: readonly { readonly name: string; readonly up: string }[] = [
  { name: '001-clock-and-installation', up: clockAndInstallation },
  { name: '002-connections', up: connections },
  { name: '003-integrations-and-runs', up: integrationsAndRuns },
  { name: '004-leases-and-claims', up: leasesAndClaims },
  { name: '005-changes-and-ledger', up: changesAndLedger },
  { name: '006-links', up: links },
  { name: '007-writes', up: writes },
  { name: '008-history-conflicts-plans', up: historyConflictsPlans },
  { name: '009-listed-items', up: listedItems },
  { name: '010-outgoing-hosts', up: outgoingHosts },
  { name: '011-tokens', up: tokens },
  { name: '012-shared-limits', up: sharedLimits },
  { name: '013-warnings', up: warnings },
  { name: '014-vanished-sides', up: vanishedSides },
  { name: '015-installation-key', up: installationKey },
  { name: '016-given-up-writes', up: givenUpWrites },
  { name: '019-roles-and-audit', up: rolesAndAudit },
  { name: '020-wanted-changes', up: wantedChanges },
  { name: '021-limits-that-last', up: limitsThatLast },
  { name: '022-what-waits-for-polls', up: whatWaitsForPolls },
  { name: '023-tenants', up: tenants },
  { name: '024-sites', up: sites },
  { name: '025-tenant-policies', up: tenantPolicies },
  { name: '026-accounts-and-sessions', up: accountsAndSessions },
  { name: '027-pending-sign-ins', up: pendingSignIns },
  { name: '028-jira-app-of-forge', up: jiraAppOfForge },
  { name: '029-policies-of-accounts', up: policiesOfAccounts },
  { name: '030-data-center', up: dataCenter },
  { name: '032-connect-clients', up: connectClients },
  { name: '033-licence-asked', up: licenceAsked },
  { name: '035-removable-tenants', up: removableTenants },
  { name: '036-setups', up: setups },
  { name: '037-nodes', up: nodes },
  { name: '038-makers-of-mapping-versions', up: makersOfMappingVersions },
  { name: '039-figures', up: figures },
  { name: '040-verifications', up: verifications },
  { name: '041-links-by-age', up: linksByAge },
  { name: '042-setups-in-order', up: setupsInOrder },
];

/** Of a database that has all of them. */
export const LATEST_MIGRATION = MIGRATIONS.at(-1)?.name ?? '';
