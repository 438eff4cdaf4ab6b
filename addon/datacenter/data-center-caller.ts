import type { Application } from '../../backend/application/index.js';
import type { Session } from '../../backend/sessions/index.js';
import { findDataCenterLink } from '../../backend/sites/index.js';
import type { Caller } from '../caller.js';
import { callerInJira } from '../caller-in-jira.js';
import { NotSignedInError } from '../door.js';
import { jiraCall } from '../jira-call.js';
import { type JiraCall, ownPermissions } from '../jira-permissions.js';
import { freshTokens } from './fresh-tokens.js';

/**
 * Who has signed in by a Jira Data Center. What the person may do, Jira is asked as the person.
 * @throws NotSignedInError also when Jira does not take the person's tokens any more. @throws as `callerInJira`.
 */
export async function dataCenterCaller(
  session: Session,
  application: Application,
  signal: AbortSignal,
): Promise<Caller> {
  const { database, secretBox, outgoing } = application;
  const link = await database.transaction('find link', (transaction) =>
    findDataCenterLink(transaction, session.site ?? '', secretBox),
  );
  if (link === null) throw new NotSignedInError('the Jira that has signed the person in is not known any more');
  const asPerson = jiraCall(outgoing, link.site.baseUrl, async () => {
    const { accessToken } = await freshTokens(session, link, application);
    return `Bearer ${accessToken}`;
  });
  const asked = {
    site: link.site,
    person: session.subject,
    permissions: ownPermissions(taken(asPerson), '/rest/api/2'),
  };
  return callerInJira(application, asked, signal);
}

/** Jira has taken back what the person once allowed, or the person does not exist any more. */
function taken(call: JiraCall): JiraCall {
  return async (path, init) => {
    const answer = await call(path, init);
    if (answer.status === 401) throw new NotSignedInError('Jira does not take the person’s token any more');
    return answer;
  };
}
