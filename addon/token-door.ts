import { findToken } from '../backend/tokens/index.js';
import { directRights } from './direct-rights.js';
import { type Door, NotSignedInError } from './door.js';
import { licenceOfTenant } from './licence-of-tenant.js';

const FORM = /^Bearer (syncline_\S+)$/i;

/** Programs, by a token of this server (RFC 6750). */
export const tokenDoor: Door = {
  takes: ({ authorization = '' }) => FORM.test(authorization),
  async identify({ authorization = '' }, application) {
    const [, text = ''] = FORM.exec(authorization) ?? [];
    return application.database.transaction('find token', async (transaction) => {
      const token = await findToken(transaction, text);
      if (token === null) throw new NotSignedInError('the token lets nobody in');
      const { tenant } = token;
      return {
        host: 'direct',
        tenant,
        site: null,
        actor: { kind: 'token', name: token.name },
        rights: directRights(token.scope === 'metrics' ? null : token.scope),
        licence: await licenceOfTenant(transaction, tenant, application.settings),
      };
    });
  },
};
