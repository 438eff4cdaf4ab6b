import { z } from 'zod';
import { getRun } from '../../runs/index.js';
import { UnknownNameError } from '../../shared/index.js';
import { getStream, pageStreams, type StreamStatus } from '../../streams/index.js';
import { listed, pageOf, paging, type Route, route, uuidId } from '../http/index.js';

const ofRun = z.strictObject({ ...paging(z.string()), run: z.uuid('write the id of a run') });

export const streamRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/streams',
    takes: { query: ofRun },
    answer: async ({ query, application: { database } }) =>
      database.transaction('list streams', async (transaction) => {
        if ((await getRun(transaction, query.run)) === null) throw new UnknownNameError(`there is no run ${query.run}`);
        const found = await pageStreams(transaction, query.run, pageOf(query));
        return { body: listed(found, query.limit, { show: shownStream, place: ({ identifier }) => identifier }) };
      }),
  }),
  route({
    method: 'get',
    path: '/streams/{id}',
    takes: { path: uuidId },
    answer: async ({ path: { id }, application: { database } }) => {
      const stream = await database.transaction('get stream', (transaction) => getStream(transaction, id));
      if (stream === null) throw new UnknownNameError(`there is no stream ${id}`);
      return { body: shownStream(stream) };
    },
  }),
];

function shownStream({ runId, ...stream }: StreamStatus) {
  return { ...stream, run: runId };
}
