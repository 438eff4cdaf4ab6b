import type { Application } from '../../backend/application/index.js';
import { findAppToken, type Site } from '../../backend/sites/index.js';
import type { Asked } from '../asked.js';
import { callerInJira } from '../caller-in-jira.js';
import { type Door, NotSignedInError } from '../door.js';
import { jiraCall } from '../jira-call.js';
import { type JiraPermissions, ownPermissions, permissionsOf } from '../jira-permissions.js';
import { meetSite } from './meet-site.js';
import { verifyInvocation } from './verify-invocation.js';

/** Three parts, as no other bearer token here has. */
const FORM = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;
const SYSTEM_TOKEN = 'x-forge-oauth-system';
const USER_TOKEN = 'x-forge-oauth-user';

/** People who look at a page of the Forge app: Atlassian's cloud passes their requests on, with an invocation token of its own. */
export const forgeDoor: Door = {
  takes: ({ authorization = '' }) => FORM.test(authorization),
  async identify(asked, application) {
    const { claims, site } = await comeIn(asked, application);
    if (claims.principal === undefined) throw new NotSignedInError('the invocation token is of no person');
    const permissions = await permissionsFor(asked, application, { site, person: claims.principal });
    return callerInJira(application, { site, person: claims.principal, permissions }, asked.signal);
  },
};

/**
 * What both a person's request and a trigger's call show: a token of Forge for this app, and the site it comes from.
 * @throws NotSignedInError @throws UnavailableError when Forge's keys cannot be had.
 */
export async function comeIn(
  { authorization = '', header }: Pick<Asked, 'authorization' | 'header'>,
  application: Application,
) {
  const [, token] = FORM.exec(authorization) ?? [];
  if (token === undefined)
    throw new NotSignedInError('no invocation token was shown', { wasShown: authorization !== '' });
  const claims = await verifyInvocation(token, application);
  // A browser may come to hold the token of its own request and show it with what it likes; that of a trigger it never sees.
  const systemToken = claims.principal === undefined ? header(SYSTEM_TOKEN) : undefined;
  return { claims, site: await meetSite(application, claims, systemToken) };
}

/** Asked with the person's own token where Forge sends it, else as the app; tokens go to the site's own address only. */
async function permissionsFor(
  { header }: Asked,
  { outgoing, database, secretBox }: Application,
  { site, person }: { readonly site: Site; readonly person: string },
): Promise<JiraPermissions> {
  const by = (token: string) => jiraCall(outgoing, site.baseUrl, () => `Bearer ${token}`);
  const own = header(USER_TOKEN);
  if (own !== undefined) return ownPermissions(by(own), '/rest/api/3');
  const asApp = await database.transaction('find app token', (transaction) =>
    findAppToken(transaction, site, secretBox),
  );
  if (asApp === null) throw new NotSignedInError('no token came along with which Jira could be asked about the person');
  return permissionsOf(by(asApp.token), person);
}
