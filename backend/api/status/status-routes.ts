import { pause, readStatus, resume } from '../../application/index.js';
import { type Route, route } from '../http/index.js';

export const statusRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/status',
    answer: async ({ application: { database, databaseDescription } }) => {
      const status = await database.transaction('read status', (transaction) => readStatus(transaction));
      return { body: { database: databaseDescription, ...status } };
    },
  }),
  route({
    method: 'post',
    path: '/pause',
    ofWholeTenant: true,
    answer: async ({ application }) => ({ body: { paused: await pause(application, 'all') } }),
  }),
  route({
    method: 'post',
    path: '/resume',
    ofWholeTenant: true,
    answer: async ({ application }) => ({ body: { resumed: await resume(application, 'all') } }),
  }),
];
