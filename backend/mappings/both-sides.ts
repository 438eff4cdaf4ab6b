import { allEnded } from '../shared/index.js';
import type { Side } from './definition.js';

/**
 * The same work for both sides at the same time, for most of it is waiting for a tool.
 * @throws what the left one failed with, else the right one, once both have ended.
 */
export async function bothSides<T>(work: (side: Side) => Promise<T>): Promise<Readonly<Record<Side, T>>> {
  const [left, right] = await allEnded([work('left'), work('right')]);
  return { left, right };
}
