import { z } from 'zod';
import type { StatusWay } from '../../sdk/index.js';
import { typeStatuses } from '../answers/metadata.js';
import type { Dialect } from '../dialect/dialect.js';
import { Transitions } from './transitions.js';

/**
 * The transitions of a project's workflows as issues that stand in each status show them: an account that does not administer the
 * site is told no more. Costs up to two calls for each status of each type. What leads out of a status in which no issue stands is
 * not there.
 */
export async function statusWays(
  dialect: Dialect,
  project: string,
  signal: AbortSignal,
): Promise<readonly StatusWay[]> {
  const path = `/project/${encodeURIComponent(project)}/statuses`;
  const { body } = await dialect.api.read({ method: 'GET', path }, z.array(typeStatuses), signal);
  const transitions = new Transitions(dialect);
  const ways = await Promise.all(
    body.flatMap(({ id: typeId, statuses }) =>
      statuses.map(async ({ id: from }): Promise<readonly StatusWay[]> => {
        const offered = await transitions.ofStatus({ project, typeId }, from, signal);
        return offered.map(({ name, to, fields }) => ({
          typeId,
          name,
          from,
          to: to.id,
          needs: (fields ?? []).filter(({ isNeeded }) => isNeeded).map(({ id, options }) => ({ id, options })),
        }));
      }),
    ),
  );
  return ways.flat();
}
