import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Application } from '../../backend/application/index.js';
import { type Actor, recordAudit } from '../../backend/audit/index.js';
import { beginSession, type FreshSession } from '../../backend/sessions/index.js';
import { MalformedAnswerError } from '../../backend/shared/index.js';
import { findDataCenterLink } from '../../backend/sites/index.js';
import { NotSignedInError } from '../door.js';
import { jiraCall } from '../jira-call.js';
import { contextOf } from './fresh-tokens.js';
import { type BroughtBack, oauthClient } from './oauth-client.js';
import { takeSignIn } from './pending-sign-in-repository.js';
import { writeTokens } from './person-tokens.js';

const myself = z.object({ key: z.string().min(1), name: z.string(), displayName: z.string().optional() });

/**
 * Lets a person in who comes back from Jira. Who brings the code must also hold the secret of the page that began it: a code that was
 * sent to another browser is worth nothing there.
 * @param redirectUri as Jira was told when it was begun. @throws NotSignedInError; UnavailableError, MalformedAnswerError of Jira.
 */
export async function finishSignIn(
  brought: BroughtBack,
  application: Application,
  { redirectUri, signal }: { readonly redirectUri: string; readonly signal: AbortSignal },
): Promise<FreshSession> {
  const { database, secretBox, outgoing, clock } = application;
  // By itself, so that it is gone whatever comes of it.
  const pending = await database.transaction('take sign-in', (transaction) => takeSignIn(transaction, brought.state));
  if (pending === null) throw new NotSignedInError('nobody began to sign in with that state, or long ago');
  if (!isAnswer(brought.verifier, pending.challenge)) {
    throw new NotSignedInError('another page began to sign in with that state');
  }
  const link = await database.transaction('find link', (transaction) =>
    findDataCenterLink(transaction, pending.siteId, secretBox),
  );
  if (link?.site.state !== 'active') throw new NotSignedInError('the Jira is not paired with this server any more');
  const { site } = link;
  const tokens = await oauthClient(link, { send: outgoing, clock, redirectUri }).exchange(brought, signal);
  const call = jiraCall(outgoing, site.baseUrl, () => `Bearer ${tokens.accessToken}`);
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

function isAnswer(verifier: string, challenge: string): boolean {
  const answer = Buffer.from(createHash('sha256').update(verifier).digest('base64url'));
  const expected = Buffer.from(challenge);
  return answer.length === expected.length && timingSafeEqual(answer, expected);
}
