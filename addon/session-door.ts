import { findSession } from '../backend/sessions/index.js';
import { dataCenterCaller } from './datacenter/data-center-caller.js';
import { directRights } from './direct-rights.js';
import { type Door, NotSignedInError } from './door.js';
import { licenceOfTenant } from './licence-of-tenant.js';

const FORM = /^Bearer (synclines_\S+)$/i;

/** People who have signed in: to this server itself by an account or by the sign-in provider, or by a Jira Data Center. */
export const sessionDoor: Door = {
  takes: ({ authorization = '' }) => FORM.test(authorization),
  async identify({ authorization = '', signal }, application) {
    const [, text = ''] = FORM.exec(authorization) ?? [];
    const { session, licence } = await application.database.transaction('find session', async (transaction) => {
      const found = await findSession(transaction, text);
      if (found === null) throw new NotSignedInError('the session has ended or never was');
      return { session: found, licence: await licenceOfTenant(transaction, found.tenant, application.settings) };
    });
    const { tenant, kind, name, role } = session;
    // Whom a Jira has signed in has its rights, which are asked there.
    if (kind === 'data center') return { ...(await dataCenterCaller(session, application, signal)), session };
    return { host: 'direct', tenant, site: null, actor: { kind, name }, rights: directRights(role), licence, session };
  },
};
