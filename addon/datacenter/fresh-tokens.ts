import type { Application } from '../../backend/application/index.js';
import { lockSealed, replaceSealed, type Session } from '../../backend/sessions/index.js';
import { ReconnectNeededError } from '../../backend/shared/index.js';
import type { DataCenterLink, Site } from '../../backend/sites/index.js';
import { NotSignedInError } from '../door.js';
import { oauthClient } from './oauth-client.js';
import { type PersonTokens, readTokens, writeTokens } from './person-tokens.js';

/** An access token is renewed when it ends sooner: the call with it takes its time. */
const MARGIN_MS = 60_000;

/**
 * The tokens by which Jira is asked as the person of a session, renewed where they end. Of many requests at once, of whatever processes,
 * one renews them; it goes on when nobody waits any more, for Jira renews a token once.
 * @throws NotSignedInError when the person must sign in again. @throws UnavailableError when Jira does not answer.
 */
export async function freshTokens(
  session: Session,
  link: DataCenterLink,
  application: Application,
): Promise<PersonTokens> {
  const { database, secretBox, clock, outgoing } = application;
  const context = contextOf(link.site);
  const open = (sealed: string | null): PersonTokens => {
    if (sealed === null) throw new NotSignedInError('the session has ended');
    try {
      return readTokens(secretBox.open(context, sealed));
    } catch (error) {
      if (!(error instanceof ReconnectNeededError)) throw error;
      throw new NotSignedInError('the address of the Jira has changed since', { cause: error });
    }
  };
  const isFresh = ({ endsAt }: PersonTokens) => endsAt.getTime() - clock.now().getTime() > MARGIN_MS;
  const known = open(session.sealed);
  if (isFresh(known)) return known;
  return database.transaction('renew tokens', async (transaction) => {
    const tokens = open(await lockSealed(transaction, session.id));
    if (isFresh(tokens)) return tokens;
    const client = oauthClient(link, { send: outgoing, clock, redirectUri: link.site.baseUrl });
    const renewed = await client.renew(tokens);
    await replaceSealed(transaction, session.id, secretBox.seal(context, writeTokens(renewed)));
    return renewed;
  });
}

/** What tokens of a site's people are sealed for. */
export function contextOf({ key, baseUrl }: Site) {
  return { site: key, url: baseUrl };
}
