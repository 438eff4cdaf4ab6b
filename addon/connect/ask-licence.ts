import type { Application } from '../../backend/application/index.js';
import { APP_KEY, asApp, findClient } from '../../backend/jira-app/index.js';
import type { LicenceReading } from '../../backend/licences/index.js';
import type { Site } from '../../backend/sites/index.js';
import { jiraCall } from '../jira-call.js';
import { readingOfRest } from './licence-word.js';

/** What Jira says of the app's licence when it is asked (`GET /rest/atlassian-connect/1/addons/{key}`). @throws UnavailableError */
export async function askConnectLicence(
  application: Application,
  site: Site,
  signal: AbortSignal,
): Promise<LicenceReading> {
  const client = await application.database.transaction('find connect client', (transaction) =>
    findClient(transaction, site.key, application.secretBox),
  );
  if (client === null) return { kind: 'unknown', endsAt: null };
  const call = jiraCall(application.outgoing, site.baseUrl, asApp(client, application.clock));
  const path = `/rest/atlassian-connect/1/addons/${APP_KEY}`;
  const { status, body } = await call(path, { method: 'GET', body: null, signal });
  return readingOfRest(status, body);
}
