import { z } from 'zod';
import type { StatusWay } from '../../sdk/index.js';
import { typeStatuses } from '../answers/metadata.js';
import type { Dialect } from '../dialect/dialect.js';
import { type Transition, Transitions } from './transitions.js';

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
  const ways: StatusWay[] = [];
  for (const { id: typeId, statuses } of body) {
    for (const { id: from } of statuses) {
      const offered = await transitions.ofStatus({ project, typeId }, from, signal);
      ways.push(...offered.map((way) => toWay(typeId, from, way)));
    }
  }
  return ways;
}

function toWay(typeId: string, from: string, { name, to, fields }: Transition): StatusWay {
  const needs = (fields ?? []).filter(({ isNeeded }) => isNeeded).map(({ id, options }) => ({ id, options }));
  return { typeId, name, from, to: to.id, needs };
}
