import { z } from 'zod';
import { type Account, accountName, listAccounts } from '../../accounts/index.js';
import { changeUserRole, type Invited, inviteUser, resetUser, shutOutUser } from '../../application/index.js';
import { role } from '../../tokens/index.js';
import { named, type Route, route } from '../http/index.js';
import { aware, OF_ADMINISTRATORS } from '../people/of-administrators.js';

/** People who sign in at this server itself. */
export const userRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/users',
    ...OF_ADMINISTRATORS,
    answer: async ({ application: { database } }) => ({
      body: { items: (await database.transaction('list accounts', listAccounts)).map(shown) },
    }),
  }),
  route({
    method: 'post',
    path: '/users',
    ...OF_ADMINISTRATORS,
    takes: { body: z.strictObject({ name: accountName, role }) },
    answer: async ({ body, application }) => ({ status: 201, body: invited(await inviteUser(application, body)) }),
  }),
  route({
    method: 'post',
    path: '/users/{name}/reset',
    ...OF_ADMINISTRATORS,
    takes: { path: named, body: z.strictObject(aware) },
    answer: async ({ path: { name }, body, application }) => ({
      body: invited(await resetUser(application, name, body)),
    }),
  }),
  route({
    method: 'post',
    path: '/users/{name}/disable',
    ...OF_ADMINISTRATORS,
    takes: { path: named, body: z.strictObject(aware) },
    answer: async ({ path: { name }, body, application }) => ({
      body: shown(await shutOutUser(application, name, body)),
    }),
  }),
  route({
    method: 'post',
    path: '/users/{name}/role',
    ...OF_ADMINISTRATORS,
    takes: { path: named, body: z.strictObject({ ...aware, role }) },
    answer: async ({ path: { name }, body, application }) => ({
      body: shown(await changeUserRole(application, name, body)),
    }),
  }),
];

function shown({ name, role: may, state, createdAt }: Account) {
  return { name, role: may, state, createdAt };
}

function invited({ account, link }: Invited) {
  return { user: shown(account), link };
}
