import { z } from 'zod';
import {
  type ConfiguredConnection,
  changeConnection,
  createConnection,
  readConfiguredConnection,
  removeConnection,
} from '../../application/index.js';
import { named, type Route, route } from '../http/index.js';
import { draftMembers } from './draft-body.js';
import { requireConnection } from './require-connection.js';

const OF_ADMINISTRATORS = { needs: 'administrator', ofWholeTenant: true } as const;

/** What `apply` does with a file, for one connection. Secrets go in and never come out. */
export const configureRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/connections',
    ...OF_ADMINISTRATORS,
    takes: { body: z.strictObject({ name: z.string(), ...draftMembers }) },
    answer: async ({ body: { name, ...draft }, application }) => {
      await createConnection(application, name, draft);
      const location = `/api/v1/connections/${encodeURIComponent(name)}`;
      return { status: 201, location, body: await requireConnection(application.database, name) };
    },
  }),
  route({
    method: 'get',
    path: '/connections/{name}/settings',
    ...OF_ADMINISTRATORS,
    takes: { path: named },
    answer: async ({ path: { name }, application }) => ({
      body: shown(await readConfiguredConnection(application, name)),
    }),
  }),
  route({
    method: 'post',
    path: '/connections/{name}/change',
    ...OF_ADMINISTRATORS,
    takes: { path: named, body: z.strictObject({ version: z.string(), ...draftMembers }) },
    answer: async ({ path: { name }, body: { version, ...draft }, application }) => {
      await changeConnection(application, name, { version, draft });
      return { body: await requireConnection(application.database, name) };
    },
  }),
  route({
    method: 'post',
    path: '/connections/{name}/remove',
    ...OF_ADMINISTRATORS,
    takes: { path: named },
    answer: async ({ path: { name }, application }) => ({ body: await removeConnection(application, name) }),
  }),
];

function shown({ connection, version, usedBy, archivedUses }: ConfiguredConnection): unknown {
  const { name, connector, url, insecure, auth, network, limits, readOnly, options } = connection;
  const { proxy, ca, certificate } = network;
  return {
    name,
    version,
    connector,
    url,
    insecure,
    auth: { kind: auth.kind, fields: auth.fields, expires: auth.expires },
    proxy: proxy === null || proxy === 'none' ? proxy : { url: proxy.url, username: proxy.username ?? undefined },
    ca,
    clientCertificate: certificate === null ? null : { certificate },
    limits,
    readOnly,
    options,
    storedSecrets: [...auth.secrets, ...network.secrets],
    usedBy,
    archivedUses,
  };
}
