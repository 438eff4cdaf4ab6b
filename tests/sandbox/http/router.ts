/** What a route was found with. */
export interface RouteMatch<Endpoint> {
  readonly endpoint: Endpoint;
  /** Decoded values of the `{name}` segments. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Node<Endpoint> {
  readonly literals: Map<string, Node<Endpoint>>;
  parameter?: { readonly name: string; readonly node: Node<Endpoint> };
  readonly endpoints: Map<string, Endpoint>;
}

/**
 * Finds an endpoint by method and path in time proportional to the number of segments. Paths are written as in
 * OpenAPI, `/issue/{issueIdOrKey}`; a literal segment wins over a parameter.
 */
export class Router<Endpoint> {
  readonly #root: Node<Endpoint> = node();

  /** @throws when two paths name the parameter at the same place differently, or a route is added twice */
  add(method: string, path: string, endpoint: Endpoint): this {
    let at = this.#root;
    for (const segment of segments(path)) at = descend(at, segment);
    if (at.endpoints.has(method)) throw new Error(`${method} ${path} has two endpoints`);
    at.endpoints.set(method, endpoint);
    return this;
  }

  /** The endpoint; `methods` that the path has when the method is wrong (empty: no such path). */
  find(method: string, path: string): RouteMatch<Endpoint> | { readonly methods: readonly string[] } {
    const parts = segments(path);
    const parameters: Record<string, string> = {};
    const found = walk(this.#root, parts, 0, parameters);
    const endpoint = found?.endpoints.get(method);
    if (endpoint !== undefined) return { endpoint, parameters };
    return { methods: [...(found?.endpoints.keys() ?? [])] };
  }
}

function node<Endpoint>(): Node<Endpoint> {
  return { literals: new Map(), endpoints: new Map() };
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function descend<Endpoint>(at: Node<Endpoint>, segment: string): Node<Endpoint> {
  const name = /^\{(.+)\}$/.exec(segment)?.[1];
  if (name !== undefined) {
    at.parameter ??= { name, node: node() };
    if (at.parameter.name !== name) throw new Error(`{${name}} and {${at.parameter.name}} stand at the same place`);
    return at.parameter.node;
  }
  let next = at.literals.get(segment);
  if (next === undefined) {
    next = node();
    at.literals.set(segment, next);
  }
  return next;
}

function walk<Endpoint>(
  at: Node<Endpoint>,
  parts: readonly string[],
  index: number,
  parameters: Record<string, string>,
): Node<Endpoint> | undefined {
  const part = parts[index];
  if (part === undefined) return at.endpoints.size > 0 ? at : undefined;
  const literal = at.literals.get(part);
  const found = literal && walk(literal, parts, index + 1, parameters);
  if (found !== undefined || at.parameter === undefined) return found;
  parameters[at.parameter.name] = decodeURIComponent(part);
  return walk(at.parameter.node, parts, index + 1, parameters);
}
