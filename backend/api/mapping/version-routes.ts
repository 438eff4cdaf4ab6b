import { z } from 'zod';
import { saveMapping } from '../../application/index.js';
import { requireSync } from '../../integrations/index.js';
import { differences, getVersion, listVersions, olderText } from '../../mapping-drafts/index.js';
import { listed, named, numberPlace, pageOf, paging, type Route, route } from '../http/index.js';
import { refused } from './mapping-routes.js';
import { shownVersion } from './shown-version.js';

const LARGEST_NUMBER = 2 ** 31 - 1;
const number = z.coerce.number('it is no number').int('it is no number').min(1).max(LARGEST_NUMBER);
const numbered = named.extend({ version: number });
/** Of what a version changed, so many things are named in a list. */
const MOST_NAMED = 3;

export const versionRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/integrations/{name}/mapping/versions',
    takes: { path: named, query: z.strictObject(paging(numberPlace)) },
    answer: async ({ path: { name }, query, application }) => {
      const found = await application.database.transaction('list versions', (transaction) =>
        listVersions(transaction, application, name, pageOf(query)),
      );
      return {
        body: listed(found, query.limit, {
          show: ({ version, isPresent, differences: all }) => ({
            ...shownVersion(version),
            isPresent,
            changes: all.length,
            firstChanges: all.slice(0, MOST_NAMED).map(({ kind, path }) => ({ kind, path })),
          }),
          place: ({ version }) => String(version.version),
        }),
      };
    },
  }),
  route({
    method: 'get',
    path: '/integrations/{name}/mapping/versions/{version}',
    takes: { path: numbered },
    answer: async ({ path: { name, version }, application }) => ({
      body: await application.database.transaction('get version', async (transaction) => {
        const { id } = await requireSync(transaction, name);
        const shown = shownVersion(await getVersion(transaction, id, version));
        return { ...shown, yaml: await olderText(transaction, application, name, version) };
      }),
    }),
  }),
  route({
    method: 'get',
    path: '/integrations/{name}/mapping/versions/{version}/differences',
    takes: { path: numbered, query: z.strictObject({ to: number.optional() }) },
    answer: async ({ path: { name, version }, query: { to }, application }) => ({
      body: await application.database.transaction('compare versions', async (transaction) => {
        const { id, mappingVersion } = await requireSync(transaction, name);
        const before = await getVersion(transaction, id, version);
        const after = await getVersion(transaction, id, to ?? mappingVersion);
        const compare = await differences(transaction, application, name);
        return { from: version, to: after.version, differences: compare(before.definition, after.definition) };
      }),
    }),
  }),
  route({
    method: 'post',
    path: '/integrations/{name}/mapping/versions/{version}/return',
    needs: 'administrator',
    alsoOfProjects: true,
    takes: { path: numbered, body: z.strictObject({ revision: z.string() }) },
    answer: async ({ path: { name, version }, body: { revision }, application, signal }) => {
      const yaml = await application.database.transaction('find version', (transaction) =>
        olderText(transaction, application, name, version),
      );
      return { body: await saveMapping(application, { integration: name, yaml, revision }, signal).catch(refused) };
    },
  }),
];
