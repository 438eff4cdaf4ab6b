import type { Application } from '../../backend/application/index.js';
import { giveBackToken, takeOnce } from '../../backend/jira-app/index.js';
import { isAllowedAddress } from '../allowed-host.js';
import type { Asked } from '../asked.js';
import { NotSignedInError } from '../door.js';
import { CLOCK_TOLERANCE_MS, type Claims, claimedKeyId, readSignedToken } from '../signed-token.js';
import type { ConnectApp } from './connect-app.js';
import type { InstallKeys } from './install-keys.js';
import { assertSameRequest } from './verify-request.js';

const FORM = /^JWT (\S+)$/;

/**
 * Makes sure that an `installed` or `uninstalled` comes from Atlassian and is meant for this app: signed by Atlassian's key, for this
 * address, about this site. The token says nothing of the body, so who has seen one could send it again with a secret of his own: each
 * is taken once.
 * @returns how to give the token back, where what came with it could not be done.
 * @throws NotSignedInError
 */
export async function verifyLifecycle(
  asked: Asked,
  body: { readonly key: string; readonly clientKey: string; readonly baseUrl?: string },
  {
    app,
    keys,
    application,
  }: { readonly app: ConnectApp; readonly keys: InstallKeys; readonly application: Application },
): Promise<{ giveBack(): Promise<void> }> {
  const [, token] = FORM.exec(asked.authorization ?? '') ?? [];
  if (token === undefined) throw new NotSignedInError('no token was shown', { wasShown: false });
  const key = await keys.find(claimedKeyId(token));
  const claims = await readSignedToken(token, key, { algorithm: 'RS256', now: application.clock.now() });
  assertMeantForUs(claims, app);
  if (claims.iss !== body.clientKey) throw new NotSignedInError('the token is of another site than the body');
  if (body.key !== app.key) throw new NotSignedInError('the body is about another app');
  const { allowedJiraHosts } = application.settings.jiraApp;
  if (body.baseUrl !== undefined && !isAllowedAddress(body.baseUrl, allowedJiraHosts)) {
    throw new NotSignedInError('the address of the site is not among SYNCLINE_ALLOWED_JIRA_HOSTS');
  }
  assertSameRequest(asked, claims, app);
  const endsAt = new Date(claims.exp * 1_000 + CLOCK_TOLERANCE_MS);
  const isFirst = await application.database.transaction('take token', (transaction) =>
    takeOnce(transaction, token, endsAt),
  );
  if (!isFirst) throw new NotSignedInError('the token was used before');
  return {
    giveBack: () =>
      application.database.transaction('give token back', (transaction) => giveBackToken(transaction, token)),
  };
}

function assertMeantForUs({ aud }: Claims, app: ConnectApp): void {
  const audience = aud === undefined ? [] : [aud].flat();
  if (!audience.some((each) => each.replace(/\/$/, '') === app.baseUrl)) {
    throw new NotSignedInError('the token is meant for another app');
  }
}
