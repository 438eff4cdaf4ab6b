import { json } from '../../http/index.js';
import { licenceMember } from '../apps/index.js';
import { JiraRefusal } from '../refusal.js';
import { type Endpoint, parameter } from './exchange.js';

/** What the site tells an app of itself; no other app and nobody else is told. */
export const appEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/rest/atlassian-connect/1/addons/{addonKey}',
    operation: 'getAddon',
    isWrite: false,
    answer: (exchange) => {
      const { state, account } = exchange;
      const key = parameter(exchange, 'addonKey');
      if (state.apps.find(account.accountId)?.key !== key)
        throw new JiraRefusal(403, ['Only the app may ask for itself.']);
      const licence = state.apps.licenceOf(key);
      if (licence === 'error') return json(500, { message: 'Internal Server Error' });
      if (licence === 'garbage') return json(200, { key, license: 'yes' });
      return json(200, {
        key,
        version: '1.0.0',
        state: 'ENABLED',
        host: { product: 'Jira', contacts: [] },
        ...licenceMember(licence),
        links: { self: [{ href: `${state.directory.site.baseUrl}/rest/atlassian-connect/1/addons/${key}` }] },
      });
    },
  },
];
