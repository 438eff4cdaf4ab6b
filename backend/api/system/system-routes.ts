import { readSystem } from '../../application/index.js';
import { type Route, route } from '../http/index.js';

/** The server itself, for whoever looks after it. */
export const systemRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/system',
    needs: 'administrator',
    ofWholeTenant: true,
    answer: async ({ application }) => ({ body: await readSystem(application) }),
  }),
];
