import { asApp } from '../../backend/jira-app/index.js';
import { callerInJira } from '../caller-in-jira.js';
import { type Door, NotSignedInError } from '../door.js';
import { jiraCall } from '../jira-call.js';
import { permissionsOf } from '../jira-permissions.js';
import { connectApp } from './connect-app.js';
import { assertContextToken, readSiteToken } from './verify-request.js';

const FORM = /^JWT (\S+)$/;

/** People who look at a page of the Connect app; the page asks Jira for a token of theirs. */
export const connectDoor: Door = {
  takes: ({ authorization = '' }) => FORM.test(authorization),
  async identify({ authorization = '', signal }, application) {
    const [, token = ''] = FORM.exec(authorization) ?? [];
    const app = connectApp(application.settings);
    if (app === null) throw new NotSignedInError('this server is no Connect app: SYNCLINE_PUBLIC_URL is not set');
    const { client, claims } = await readSiteToken(token, application, app);
    assertContextToken(claims);
    if (claims.sub === undefined) throw new NotSignedInError('nobody is signed in to Jira');
    const call = jiraCall(application.outgoing, client.site.baseUrl, asApp(client, application.clock));
    const asked = { site: client.site, person: claims.sub, permissions: permissionsOf(call, claims.sub) };
    return callerInJira(application, asked, signal);
  },
};
