import type { Side } from '../../mappings/index.js';
import type { Report } from '../report.js';
import type { Container } from './check-sides.js';

/** The containers of one sync. */
export interface Edge {
  readonly name: string;
  readonly containers: Readonly<Record<Side, Container>>;
}

interface Step {
  readonly edge: Edge;
  readonly to: Container;
}

/**
 * Refuses syncs over which a change could come back to where it began (I17): two between the same containers, or a chain that
 * closes. Integrations that are switched off count, because switching one on reads no file. The one that closes is at fault.
 */
export function checkRings(report: Report, edges: readonly Edge[]): void {
  const neighbours = new Map<string, Step[]>();
  const connect = (from: Container, step: Step) => {
    neighbours.set(from.identity, [...(neighbours.get(from.identity) ?? []), step]);
  };
  for (const edge of edges) {
    const { left, right } = edge.containers;
    const way = findWay(neighbours, left, right);
    if (way === null) {
      connect(left, { edge, to: right });
      connect(right, { edge, to: left });
    } else report.fault(['integrations', edge.name], explain(edge, way));
  }
}

/** The syncs that lead from one container to another already; null when none do. */
function findWay(neighbours: ReadonlyMap<string, readonly Step[]>, from: Container, to: Container): Step[] | null {
  const seen = new Set([from.identity]);
  const queue: { at: Container; way: Step[] }[] = [{ at: from, way: [] }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next.at.identity === to.identity) return next.way;
    for (const step of neighbours.get(next.at.identity) ?? []) {
      if (seen.has(step.to.identity)) continue;
      seen.add(step.to.identity);
      queue.push({ at: step.to, way: [...next.way, step] });
    }
  }
  return null;
}

function explain({ containers: { left, right } }: Edge, way: readonly Step[]): string {
  const title = ({ connection, container }: Container) => `${container} (${connection})`;
  const first = way[0];
  if (way.length === 1 && first !== undefined) {
    return (
      `${title(left)} and ${title(right)} are kept in step by \`${first.edge.name}\` already, and an item has one partner in a ` +
      `container; put these entries under \`items\` of \`${first.edge.name}\``
    );
  }
  const ring = [left, ...way.map(({ to }) => to), left].map(title).join(' – ');
  const others = way.map(({ edge }) => `\`${edge.name}\``).join(', ');
  return `closes a ring with ${others}: ${ring}; a change would come round to where it began. Remove one of them`;
}
