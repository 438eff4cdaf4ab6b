import { z } from 'zod';
import { FaultyEntryError, finishSetup, startSetup } from '../../application/index.js';
import { integrationNames } from '../../integrations/index.js';
import {
  changeSetup,
  chosenSetup,
  discardSetup,
  EMPTY_SETUP,
  findPairs,
  getSetup,
  insertSetup,
  pageSetups,
  propose,
} from '../../setups/index.js';
import { type JsonValue, StaleError } from '../../shared/index.js';
import { listed, ProblemError, pageOf, paging, type Route, route, timePlace, uuidId } from '../http/index.js';
import { shownRun } from '../runs/shown-run.js';

const seen = z.strictObject({ version: z.int().positive() });
const changed = z.strictObject({ ...seen.shape, ...chosenSetup.shape });
const started = z.strictObject({ ...seen.shape, plan: z.uuid('it is no id of a plan').nullable() });
const matched = z.strictObject({ left: z.string().min(1).max(255), right: z.string().min(1).max(255) });

const OF_ADMINISTRATORS = { needs: 'administrator', ofWholeTenant: true } as const;

/** Set-ups that are not finished. They hold what a person has chosen, and nothing is written to a tool by any but the last. */
export const setupRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/setups',
    ...OF_ADMINISTRATORS,
    takes: { query: z.strictObject(paging(timePlace)) },
    answer: async ({ query, application: { database } }) => {
      const found = await database.transaction('list set-ups', (transaction) => pageSetups(transaction, pageOf(query)));
      const show = ({ setup: { proposal: _, entry: __, ...setup } }: (typeof found)[number]) => setup;
      return { body: listed(found, query.limit, { show, place: ({ place }) => place }) };
    },
  }),
  route({
    method: 'post',
    path: '/setups',
    ...OF_ADMINISTRATORS,
    answer: async ({ application: { database, random } }) => {
      const setup = await database.transaction('begin set-up', (transaction) =>
        insertSetup(transaction, random.uuid(), EMPTY_SETUP),
      );
      return { status: 201, body: setup, location: `/api/v1/setups/${setup.id}` };
    },
  }),
  route({
    method: 'get',
    path: '/setups/{id}',
    ...OF_ADMINISTRATORS,
    takes: { path: uuidId },
    answer: async ({ path: { id }, application: { database } }) => ({
      body: await database.transaction('get set-up', (transaction) => getSetup(transaction, id)),
    }),
  }),
  route({
    method: 'post',
    path: '/setups/{id}',
    ...OF_ADMINISTRATORS,
    takes: { path: uuidId, body: changed },
    answer: async ({ path: { id }, body: { version, ...chosen }, application: { database } }) => ({
      body: await database.transaction('change set-up', (transaction) =>
        changeSetup(transaction, { id, version }, { chosen }),
      ),
    }),
  }),
  route({
    method: 'post',
    path: '/setups/{id}/discard',
    ...OF_ADMINISTRATORS,
    takes: { path: uuidId },
    answer: async ({ path: { id }, application: { database } }) => {
      await database.transaction('discard set-up', (transaction) => discardSetup(transaction, id));
      return { body: { id } };
    },
  }),
  route({
    method: 'post',
    path: '/setups/{id}/propose',
    ...OF_ADMINISTRATORS,
    takes: { path: uuidId, body: seen },
    answer: async ({ path: { id }, body: { version }, application, signal }) => {
      const { database } = application;
      const before = await database.transaction('get set-up', (transaction) => getSetup(transaction, id));
      if (before.version !== version) throw new StaleError('this set-up was changed elsewhere meanwhile');
      const proposal = await propose(application, before, signal);
      const { name, step, left, right } = before;
      const chosen = { name, step, left, right, entry: { ...proposal.entry }, dropped: [] };
      return {
        body: await database.transaction('keep proposal', (transaction) =>
          changeSetup(transaction, { id, version }, { chosen, proposal: proposal as unknown as JsonValue }),
        ),
      };
    },
  }),
  route({
    method: 'post',
    path: '/setups/{id}/pairs',
    ...OF_ADMINISTRATORS,
    // Asks the tools, and only asks.
    changes: false,
    takes: { path: uuidId, body: matched },
    answer: async ({ path: { id }, body, application, signal }) => {
      const setup = await application.database.transaction('get set-up', (transaction) => getSetup(transaction, id));
      return { body: await findPairs(application, setup, body, signal) };
    },
  }),
  route({
    method: 'post',
    path: '/setups/{id}/finish',
    ...OF_ADMINISTRATORS,
    takes: { path: uuidId, body: seen },
    answer: async ({ path: { id }, body: { version }, application, signal }) => {
      try {
        return { body: await finishSetup(application, { id, version }, signal) };
      } catch (error) {
        throw error instanceof FaultyEntryError ? faulty(error) : error;
      }
    },
  }),
  route({
    method: 'post',
    path: '/setups/{id}/start',
    ...OF_ADMINISTRATORS,
    takes: { path: uuidId, body: started },
    answer: async ({ path: { id }, body, application }) => {
      const { setup, run } = await startSetup(application, { id, ...body });
      const names = await application.database.transaction('name integration', (transaction) =>
        integrationNames(transaction, [run.integrationId]),
      );
      return { body: { setup, run: shownRun(run, names) } };
    },
  }),
];

/** Each fault where the page shows it. */
function faulty({ message, faults }: FaultyEntryError): ProblemError {
  return new ProblemError({
    status: 400,
    title: 'Bad Request',
    detail: message,
    errors: faults.map(({ path, message: detail }) => ({ in: 'body', pointer: pointerTo(path), detail })),
  });
}

/** `items[0].fields[3].left` as the fragment of an address. */
function pointerTo(path: string): string {
  if (path === 'name') return '#/name';
  const parts = path
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((part) => part !== '');
  return `#/${['entry', ...parts].map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
}
