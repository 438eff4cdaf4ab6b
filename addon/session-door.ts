import { findSession } from '../backend/sessions/index.js';
import { directRights } from './direct-rights.js';
import { type Door, NotSignedInError } from './door.js';
import { licenceOfTenant } from './licence-of-tenant.js';

const FORM = /^Bearer (synclines_\S+)$/i;

/** People who have signed in to this server itself, by an account or by the sign-in provider. */
export const sessionDoor: Door = {
  takes: ({ authorization = '' }) => FORM.test(authorization),
  async identify({ authorization = '' }, application) {
    const [, text = ''] = FORM.exec(authorization) ?? [];
    return application.database.transaction('find session', async (transaction) => {
      const session = await findSession(transaction, text);
      if (session === null) throw new NotSignedInError('the session has ended or never was');
      const { tenant, kind, name, role } = session;
      // Whom a Jira has signed in has its rights, which are to be asked there.
      if (kind === 'data center') throw new NotSignedInError('people of a Jira come in by its own door');
      return {
        host: 'direct',
        tenant,
        site: null,
        actor: { kind, name },
        rights: directRights(role),
        licence: await licenceOfTenant(transaction, tenant, application.settings),
        session,
      };
    });
  },
};
