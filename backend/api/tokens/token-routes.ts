import { z } from 'zod';
import { endToken, makeToken } from '../../application/index.js';
import { listTokens, tokenScope } from '../../tokens/index.js';
import { named, type Route, route } from '../http/index.js';
import { aware, OF_ADMINISTRATORS } from '../people/of-administrators.js';

const NAME_FORM = 'use letters, digits, -, _ and ., at most 64, the first a letter or digit';
const wanted = z.strictObject({
  name: z.string().regex(/^[a-z0-9][\w.-]{0,63}$/i, NAME_FORM),
  scope: tokenScope,
  days: z
    .int('write a whole number')
    .min(1, 'write at least 1')
    .max(3650, 'write at most 3650')
    .nullable()
    .default(null),
});

/** What lets programs in. */
export const tokenRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/tokens',
    ...OF_ADMINISTRATORS,
    answer: async ({ application: { database } }) => ({
      body: { items: await database.transaction('list tokens', listTokens) },
    }),
  }),
  route({
    method: 'post',
    path: '/tokens',
    ...OF_ADMINISTRATORS,
    takes: { body: wanted },
    answer: async ({ body, application }) => ({ status: 201, body: await makeToken(application, body) }),
  }),
  route({
    method: 'post',
    path: '/tokens/{name}/revoke',
    ...OF_ADMINISTRATORS,
    takes: { path: named, body: z.strictObject(aware) },
    answer: async ({ path: { name }, body, application }) => {
      await endToken(application, name, body);
      return { body: { revoked: name } };
    },
  }),
];
