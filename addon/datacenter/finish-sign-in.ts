import { z } from 'zod';
import type { Application } from '../../backend/application/index.js';
import { type Actor, recordAudit } from '../../backend/audit/index.js';
import {
  beginSession,
  type FreshSession,
  type PendingSignIn,
  type SignInSecrets,
} from '../../backend/sessions/index.js';
import { MalformedAnswerError } from '../../backend/shared/index.js';
import { findDataCenterLink } from '../../backend/sites/index.js';
import { NotSignedInError } from '../door.js';
import { jiraCall } from '../jira-call.js';
import { clientOf } from './client-of.js';
import { contextOf } from './fresh-tokens.js';
import { writeTokens } from './person-tokens.js';

const myself = z.object({ key: z.string().min(1), name: z.string(), displayName: z.string().optional() });

/**
 * Lets a person in whom Jira has sent back. @param query with which the person came back. @param pending what `endSignIn` gave.
 * @throws NotSignedInError when Jira has let nobody in. @throws UnavailableError, MalformedAnswerError of Jira.
 */
export async function finishSignIn(
  query: string,
  pending: PendingSignIn & SignInSecrets,
  application: Application,
): Promise<FreshSession> {
  const { database, secretBox, outgoing } = application;
  const link = await database.transaction('find link', (transaction) =>
    findDataCenterLink(transaction, pending.site ?? '', secretBox),
  );
  if (link?.site.state !== 'active') throw new NotSignedInError('the Jira is not paired with this server any more');
  const { site } = link;
  const tokens = await clientOf(link, application).exchange(query, pending);
  const call = jiraCall(outgoing, site.baseUrl, () => `Bearer ${tokens.accessToken}`);
  // It goes on when nobody waits: what Jira has given is good once.
  const { signal } = new AbortController();
  const { status, body } = await call('/rest/api/2/myself', { method: 'GET', body: null, signal });
  if (status === 401 || status === 403) throw new NotSignedInError('Jira does not take the token that it just gave');
  const person = myself.safeParse(body);
  if (!person.success) throw new MalformedAnswerError('Jira does not say who the person is', { cause: person.error });
  const { key, name, displayName = name } = person.data;
  return database.transaction('begin session', async (transaction) => {
    const actor: Actor = { kind: 'jira', name: `${key} at ${new URL(site.displayUrl).host}` };
    await recordAudit(transaction, actor, { action: 'sign in', subject: displayName });
    return beginSession(transaction, {
      tenant: site.tenant,
      kind: 'data center',
      subject: key,
      name: displayName,
      // What the person may do, Jira is asked each time; until then it is the least.
      role: 'viewer',
      site: site.id,
      sealed: secretBox.seal(contextOf(site), writeTokens(tokens)),
    });
  });
}
