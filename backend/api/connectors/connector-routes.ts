import { describeConnector } from '../../configuration/index.js';
import { type Route, route } from '../http/index.js';

/** What can be connected, and the forms for it. */
export const connectorRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/connectors',
    answer: async ({ application: { connectors } }) => ({ body: { items: connectors.map(describeConnector) } }),
  }),
];
