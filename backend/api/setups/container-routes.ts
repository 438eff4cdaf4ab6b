import { z } from 'zod';
import { describeContainer } from '../../connections/index.js';
import { openTool, takeSample } from '../../setups/index.js';
import { ConfigurationError, RefusedError } from '../../shared/index.js';
import { ProblemError, type Route, route } from '../http/index.js';

const ofConnection = z.object({ name: z.string() });
const ofContainer = ofConnection.extend({ container: z.string() });
const search = z.strictObject({ search: z.string().max(200).default('') });
const wanted = z.strictObject({ filter: z.string().max(20_000).nullable() });

/** What a tool has that could be kept in step. Tools are asked; nothing is changed in them. */
export const containerRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/connections/{name}/containers',
    needs: 'administrator',
    ofWholeTenant: true,
    takes: { path: ofConnection, query: search },
    answer: async ({ path: { name }, query, application, signal }) => {
      const { connector, open } = await openTool(application, name);
      const found = await open.tool.containers?.(query.search.trim(), signal);
      const { containers, hasMore } = found ?? { containers: [], hasMore: true };
      return {
        body: {
          items: containers,
          hasMore,
          isListed: found !== undefined,
          kind: connector.containerKey ?? 'container',
        },
      };
    },
  }),
  route({
    method: 'get',
    path: '/connections/{name}/containers/{container}',
    needs: 'administrator',
    ofWholeTenant: true,
    takes: { path: ofContainer },
    answer: async ({ path: { name, container }, application, signal }) => {
      const { connection, open } = await openTool(application, name);
      const { schema } = await describeContainer(application.database, connection, open, container, signal);
      const ways = (await open.tool.ways?.(container, signal)) ?? [];
      return { body: { ...schema, ways } };
    },
  }),
  route({
    method: 'post',
    path: '/connections/{name}/containers/{container}/sample',
    needs: 'administrator',
    ofWholeTenant: true,
    // Asks the tool, and only asks.
    changes: false,
    takes: { path: ofContainer, body: wanted },
    answer: async ({ path: { name, container }, body: { filter }, application, signal }) => ({
      body: await saidOfFilter(filter, '#/filter', () =>
        takeSample(application, { connection: name, container, filter }, signal),
      ),
    }),
  }),
];

/** A filter that the tool refuses is a fault of the request, in the tool's words. */
async function saidOfFilter<Answer>(
  filter: string | null,
  pointer: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const isAboutFilter = error instanceof RefusedError || error?.constructor === ConfigurationError;
    if (filter === null || !isAboutFilter || !(error instanceof Error)) throw error;
    throw new ProblemError({
      status: 400,
      title: 'Bad Request',
      detail: error.message,
      errors: [{ in: 'body', pointer, detail: error.message }],
    });
  }
}
