import type { Application } from '../../backend/application/index.js';
import { ConfigurationError } from '../../backend/shared/index.js';
import type { DataCenterLink } from '../../backend/sites/index.js';
import { type OAuthClient, oauthClient } from './oauth-client.js';

/** The client of a link, as this server is one. @throws ConfigurationError where people could not be sent back to this server. */
export function clientOf(
  link: DataCenterLink,
  { settings: { publicUrl }, outgoing, clock }: Pick<Application, 'settings' | 'outgoing' | 'clock'>,
): OAuthClient {
  if (publicUrl === undefined) {
    throw new ConfigurationError(
      'nobody can be sent back from Jira: set SYNCLINE_PUBLIC_URL to the address that browsers use',
    );
  }
  return oauthClient(link, { send: outgoing, clock, redirectUri: `${publicUrl}/oauth/callback` });
}
