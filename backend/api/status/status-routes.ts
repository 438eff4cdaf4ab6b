import { pause, readStatus, resume } from '../../application/index.js';
import { type Route, route } from '../http/index.js';

export const statusRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/status',
    answer: async ({ application }) => {
      const { database, databaseDescription } = application;
      const status = await database.transaction('read status', (transaction) => readStatus(transaction, application));
      return { body: { database: databaseDescription, ...status } };
    },
  }),
  route({
    method: 'post',
    path: '/pause',
    ofWholeTenant: true,
    // Whatever the licence, a person can stop what writes into his tools.
    changes: false,
    answer: async ({ application }) => ({ body: { paused: await pause(application, 'all') } }),
  }),
  route({
    method: 'post',
    path: '/resume',
    ofWholeTenant: true,
    answer: async ({ application }) => ({ body: { resumed: await resume(application, 'all') } }),
  }),
];
