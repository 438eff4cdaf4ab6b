import type { Host } from '../host/host.js';
import type { Operations } from './operations.js';
import { type Problem, ProblemError } from './problem-error.js';

type Operation = keyof Operations['answers'];
type BodyOf<Name extends Operation> = Name extends keyof Operations['bodies'] ? Operations['bodies'][Name] : never;

/** What goes into the address and the body of a request. */
export interface Given<Name extends Operation> {
  /** For the `{name}` segments. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: BodyOf<Name>;
}

/**
 * Asks the server, as whoever the host says.
 * @param operation as `descriptors/openapi.yaml` writes it, such as `GET /api/v1/status`.
 * @throws ProblemError what the server answers instead. @throws UnreachableError
 */
export async function call<Name extends Operation>(
  host: Host,
  operation: Name,
  { path = {}, query = {}, body }: Given<Name> = {},
): Promise<Operations['answers'][Name]> {
  const [method = '', template = ''] = operation.split(' ');
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  const answer = await host.send({ method, path: search === '' ? filled : `${filled}?${search}`, body });
  // The server's answers are held against the same description by its own tests.
  if (answer.status < 300) return answer.body as Operations['answers'][Name];
  throw new ProblemError(
    isProblem(answer.body) ? answer.body : { type: 'about:blank', status: answer.status, title: `${answer.status}` },
  );
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'title' in body && 'status' in body;
}
